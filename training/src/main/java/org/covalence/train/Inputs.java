package org.covalence.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.covalence.image.ImagePreparation;
import org.covalence.spec.AugmentSpec;
import org.covalence.tensor.Tensors;

/**
 * What one encoder reads of a list of posts: prepared once, cut into batches many times. A post
 * that lacks the modality has an empty entry and is in no batch.
 */
public sealed interface Inputs
    permits Inputs.Tokens, Inputs.Features, Inputs.Pictures, StateInputs {
  /** How many posts. */
  int size();

  /** Whether post {@code i} has the modality. */
  boolean has(int i);

  /** How long post {@code i} is, where posts of like length are cheaper in one batch; else 0. */
  default int length(int i) {
    return 0;
  }

  /** How many numbers one post takes in a batch, where that bounds the batch; else 0. */
  default int numbers() {
    return 0;
  }

  /** The features of a frozen encoder; empty for any other. */
  default Optional<Features> pooled() {
    return Optional.empty();
  }

  /** The batch of {@code posts}, each of which has the modality, as the encoder wants it. */
  Tensor batch(int[] posts);

  /** The same for fitting, with what is hidden of it and varied in it. */
  default Tensor fitted(int[] posts, Perturbation perturbation) {
    return batch(posts);
  }

  /** The inputs of some of the posts, in the order given. */
  Inputs of(int[] posts);

  /** Token ids; an empty array for a post without text. */
  @SuppressWarnings(
      "ArrayRecordComponent") // a record for its brevity; nothing compares two of them
  record Tokens(int[][] ids) implements Inputs {
    @Override
    public int size() {
      return ids.length;
    }

    @Override
    public boolean has(int i) {
      return ids[i].length > 0;
    }

    @Override
    public int length(int i) {
      return ids[i].length;
    }

    /** Batch × steps, filled up with zeros to the longest. */
    @Override
    public Tensor batch(int[] posts) {
      int steps = Arrays.stream(posts).map(p -> ids[p].length).max().orElseThrow();
      long[] values = new long[posts.length * steps];
      for (int row = 0; row < posts.length; row++) {
        int[] tokens = ids[posts[row]];
        for (int t = 0; t < tokens.length; t++) {
          values[row * steps + t] = tokens[t];
        }
      }
      return Tensors.of(values, posts.length, steps);
    }

    @Override
    public Tensor fitted(int[] posts, Perturbation perturbation) {
      return perturbation.hideWords(batch(posts));
    }

    @Override
    public Inputs of(int[] posts) {
      return new Tokens(Arrays.stream(posts).mapToObj(p -> ids[p]).toArray(int[][]::new));
    }
  }

  /** Features of a frozen encoder; an empty array for a post without them. */
  @SuppressWarnings(
      "ArrayRecordComponent") // a record for its brevity; nothing compares two of them
  record Features(float[][] rows, int width) implements Inputs {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public boolean has(int i) {
      return rows[i].length > 0;
    }

    @Override
    public Optional<Features> pooled() {
      return Optional.of(this);
    }

    /** The rows of the posts that have some. */
    List<float[]> present() {
      return Arrays.stream(rows).filter(row -> row.length > 0).toList();
    }

    /** Batch × width. */
    @Override
    public Tensor batch(int[] posts) {
      float[] values = new float[posts.length * width];
      for (int row = 0; row < posts.length; row++) {
        System.arraycopy(rows[posts[row]], 0, values, row * width, width);
      }
      return Tensors.of(values, posts.length, width);
    }

    @Override
    public Inputs of(int[] posts) {
      return new Features(
          Arrays.stream(posts).mapToObj(p -> rows[p]).toArray(float[][]::new), width);
    }
  }

  /**
   * Pictures for an encoder that is trained: channel-major bytes, which take a quarter of the room
   * that floats would.
   *
   * @param pictures cropped as {@code preparation} does; an empty array for a post without one
   * @param augment how they are varied while fitting
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // a record for its brevity; nothing compares two of them
  record Pictures(byte[][] pictures, ImagePreparation preparation, AugmentSpec augment)
      implements Inputs {
    @Override
    public int size() {
      return pictures.length;
    }

    @Override
    public boolean has(int i) {
      return pictures[i].length > 0;
    }

    /** Of the widest layers that look at it, which hold several times the picture's numbers. */
    @Override
    public int numbers() {
      return 7 * preparation.length();
    }

    /** Batch × 3 × side × side, normalised. */
    @Override
    public Tensor batch(int[] posts) {
      return batch(posts, UnaryOperator.identity());
    }

    @Override
    public Tensor fitted(int[] posts, Perturbation perturbation) {
      if (augment.equals(AugmentSpec.NONE)) {
        return batch(posts);
      }
      PictureVariation variation = new PictureVariation(augment, perturbation.pictures());
      return batch(posts, picture -> variation.of(picture, preparation.cropPixels()));
    }

    private Tensor batch(int[] posts, UnaryOperator<byte[]> seen) {
      float[] values = new float[posts.length * preparation.length()];
      for (int row = 0; row < posts.length; row++) {
        byte[] picture = seen.apply(pictures[posts[row]]);
        preparation.normalise(picture, values, row * preparation.length());
      }
      int side = preparation.cropPixels();
      return Tensors.of(values, posts.length, 3, side, side);
    }

    @Override
    public Inputs of(int[] posts) {
      return new Pictures(
          Arrays.stream(posts).mapToObj(p -> pictures[p]).toArray(byte[][]::new),
          preparation,
          augment);
    }
  }
}
