package org.covalence.train;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.tensor.Tensors;
import org.covalence.text.Terms;

/**
 * The directions in which the terms of the training part vary most: latent semantic analysis
 * (Deerwester et al. 1990) by randomised subspace iteration (Halko et al., SIAM Review 2011,
 * algorithms 4.4 and 5.1).
 *
 * @param terms rows of {@code values}
 * @param width columns of {@code values}; at most as many as there are posts or terms
 * @param values terms × width, row-major: orthonormal columns, the strongest direction first
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record TermSpace(int terms, int width, float[] values) {
  private static final int OVERSAMPLES = 10;
  private static final int ITERATIONS = 5;

  /**
   * @param posts weights of the training posts
   * @param terms how many terms there are, at least one
   */
  static TermSpace of(List<Terms.Weights> posts, int terms, int width, SplittableRandom random) {
    int found = Math.min(width, Math.min(posts.size(), terms));
    int columns = Math.min(found + OVERSAMPLES, Math.min(posts.size(), terms));
    float[] start = new float[terms * columns];
    for (int i = 0; i < start.length; i++) {
      start[i] = (float) (random.nextDouble() * 2 - 1);
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      float[] directions = orthonormal(start, terms, columns);
      float[] images = images(posts, directions, columns);
      for (int i = 0; i < ITERATIONS; i++) {
        directions = orthonormal(preimages(posts, images, terms, columns), terms, columns);
        images = images(posts, directions, columns);
      }
      // The directions span the right space; the Gram matrix of their images turns them.
      Tensor image = Tensors.of(images, posts.size(), columns);
      T_TensorTensor_T turned = torch.linalg_eigh(image.t().matmul(image));
      // In ascending order of the squared singular values.
      Tensor best = turned.get1().flip(1).narrow(1, 0, found);
      Tensor values = Tensors.of(directions, terms, columns).matmul(best);
      return new TermSpace(terms, found, Tensors.values(values));
    }
  }

  /** Where a post lies: {@code width} coordinates. */
  float[] coordinates(Terms.Weights post) {
    double[] sum = new double[width];
    for (int i = 0; i < post.ids().length; i++) {
      for (int k = 0; k < width; k++) {
        sum[k] += post.weights()[i] * values[post.ids()[i] * width + k];
      }
    }
    float[] coordinates = new float[width];
    for (int k = 0; k < width; k++) {
      coordinates[k] = (float) sum[k];
    }
    return coordinates;
  }

  private static float[] orthonormal(float[] values, int rows, int columns) {
    return Tensors.values(torch.linalg_qr(Tensors.of(values, rows, columns)).get0());
  }

  /** Posts × columns: each post's product with the directions. */
  private static float[] images(List<Terms.Weights> posts, float[] directions, int columns) {
    float[] images = new float[posts.size() * columns];
    for (int row = 0; row < posts.size(); row++) {
      Terms.Weights post = posts.get(row);
      for (int i = 0; i < post.ids().length; i++) {
        for (int k = 0; k < columns; k++) {
          images[row * columns + k] +=
              (float) post.weights()[i] * directions[post.ids()[i] * columns + k];
        }
      }
    }
    return images;
  }

  /** Terms × columns: what the posts of those images have of each term. */
  private static float[] preimages(
      List<Terms.Weights> posts, float[] images, int terms, int columns) {
    float[] preimages = new float[terms * columns];
    for (int row = 0; row < posts.size(); row++) {
      Terms.Weights post = posts.get(row);
      for (int i = 0; i < post.ids().length; i++) {
        for (int k = 0; k < columns; k++) {
          preimages[post.ids()[i] * columns + k] +=
              (float) post.weights()[i] * images[row * columns + k];
        }
      }
    }
    return preimages;
  }
}
