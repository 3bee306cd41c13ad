package org.covalence.image;

/**
 * One axis of an antialiased bilinear resize: which inputs each output is made of, and with which
 * weights. As Pillow 13 does it ({@code Resample.c}: a triangle as wide as the scale when
 * shrinking, and two pixels wide when enlarging; weights as integers of 22 fractional bits), so
 * that results are equal bit by bit. Only a window of outputs is worked out, and its size alone
 * decides the memory.
 */
final class BilinearAxis {
  static final int FRACTION_BITS = 32 - 8 - 2;

  private final int loss;
  private final int taps;
  private final int[] first;
  private final int[] count;
  private final int[] weights;

  /**
   * @param inputs pixels there are
   * @param outputs pixels they become, were all of them worked out
   * @param from the window's first output
   * @param window how many outputs are worked out
   */
  BilinearAxis(int inputs, int outputs, int from, int window) {
    this.loss = inputs - outputs;
    double scale = (double) inputs / outputs;
    double support = Math.max(scale, 1);
    this.taps = (int) Math.ceil(support) * 2 + 1;
    this.first = new int[window];
    this.count = new int[window];
    this.weights = new int[window * taps];
    double[] exact = new double[taps];
    for (int i = 0; i < window; i++) {
      double centre = (from + i + 0.5) * scale;
      int low = Math.max(0, (int) (centre - support + 0.5));
      int high = Math.min(inputs, (int) (centre + support + 0.5));
      // Pillow multiplies by the inverse where one would divide: it differs in the last bit.
      double inverse = 1 / support;
      double sum = 0;
      for (int k = 0; k < high - low; k++) {
        exact[k] = Math.max(0, 1 - Math.abs((k + low - centre + 0.5) * inverse));
        sum += exact[k];
      }
      for (int k = 0; k < high - low; k++) {
        weights[i * taps + k] = (int) (0.5 + exact[k] / sum * (1 << FRACTION_BITS));
      }
      first[i] = low;
      count[i] = high - low;
    }
  }

  /** How many pixels the whole axis loses; negative where it is enlarged. */
  int loss() {
    return loss;
  }

  /** How many outputs the window has. */
  int window() {
    return first.length;
  }

  /** The first input of output {@code i}. */
  int first(int i) {
    return first[i];
  }

  /** How many inputs output {@code i} has. */
  int count(int i) {
    return count[i];
  }

  /** The weight of the {@code k}-th input of output {@code i}. */
  int weight(int i, int k) {
    return weights[i * taps + k];
  }

  /** The first input that any output needs. */
  int begin() {
    return first[0];
  }

  /** Behind the last input that any output needs. */
  int end() {
    int last = first.length - 1;
    return first[last] + count[last];
  }
}
