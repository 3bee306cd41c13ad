package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.FrozenStates;
import org.covalence.feature.FeatureCache;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Tensors;

/**
 * Features of a frozen encoder together with its states. The states of all posts would not fit into
 * memory, so they stay on disk and are read a batch at a time.
 *
 * @param features the pooled ones; an empty row for a post without the modality
 * @param keys by which {@code cache} keeps the states of each post; of no meaning for a post
 *     without the modality
 * @param counts how many states each post has; zero for a post without the modality
 * @param each width of each state
 * @param uneven whether posts of like length are cheaper in one batch
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record StateInputs(
    Inputs.Features features,
    String[] keys,
    int[] counts,
    FeatureCache cache,
    int each,
    boolean uneven)
    implements Inputs {
  /** How many posts states are measured on, and how many states of each. */
  private static final int MOST_POSTS = 512;

  private static final int MOST_OF_EACH = 8;

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public boolean has(int i) {
    return features.has(i);
  }

  @Override
  public int length(int i) {
    return uneven ? counts[i] : 0;
  }

  @Override
  public int numbers() {
    return row(Arrays.stream(counts).max().orElse(0));
  }

  @Override
  public Optional<Inputs.Features> pooled() {
    return Optional.of(features);
  }

  private int row(int steps) {
    return 1 + features.width() + steps * each;
  }

  /**
   * As {@link FrozenStates} reads it.
   *
   * @throws CovalenceException if the disk no longer gives what was kept
   */
  @Override
  public Tensor batch(int[] posts) {
    int row = row(Arrays.stream(posts).map(p -> counts[p]).max().orElse(0));
    float[] values = new float[Math.multiplyExact(posts.length, row)];
    for (int k = 0; k < posts.length; k++) {
      int post = posts[k];
      int at = k * row;
      values[at] = counts[post];
      System.arraycopy(features.rows()[post], 0, values, at + 1, features.width());
      read(post, values, at + 1 + features.width());
    }
    return Tensors.of(values, posts.length, row);
  }

  private void read(int post, float[] into, int from) {
    if (!cache.read(keys[post], into, from, counts[post] * each)) {
      throw CovalenceException.data(
          "what was kept of a post was damaged or taken away while it was in use",
          cache.folder().toString(),
          "run the same command again: it is then computed anew");
    }
  }

  /** Some states of posts spread evenly over all of these, to standardise by; at least one. */
  List<float[]> examples() {
    int[] present = IntStream.range(0, size()).filter(this::has).toArray();
    int posts = Math.min(MOST_POSTS, present.length);
    List<float[]> examples = new ArrayList<>();
    for (int k = 0; k < posts; k++) {
      int post = present[(int) ((long) k * present.length / posts)];
      float[] states = new float[counts[post] * each];
      read(post, states, 0);
      int some = Math.min(MOST_OF_EACH, counts[post]);
      for (int j = 0; j < some; j++) {
        // Begun elsewhere in each post, so that no corner of the pictures is left out.
        int state = (k + j * counts[post] / some) % counts[post];
        examples.add(Arrays.copyOfRange(states, state * each, (state + 1) * each));
      }
    }
    return examples;
  }

  @Override
  public Inputs of(int[] posts) {
    return new StateInputs(
        (Inputs.Features) features.of(posts),
        Arrays.stream(posts).mapToObj(p -> keys[p]).toArray(String[]::new),
        Arrays.stream(posts).map(p -> counts[p]).toArray(),
        cache,
        each,
        uneven);
  }
}
