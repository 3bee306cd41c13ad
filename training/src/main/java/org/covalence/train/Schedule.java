package org.covalence.train;

/**
 * The learning rate over a training: it rises in a line, then falls along half a cosine to nothing
 * (Loshchilov and Hutter, ICLR 2017, without restarts).
 *
 * @param highest learning rate
 * @param steps in all
 * @param warmUp share of the steps in which it rises
 */
record Schedule(double highest, int steps, double warmUp) {
  /** The learning rate of step {@code step}, counted from 0. */
  double at(int step) {
    double rising = Math.max(1, warmUp * steps);
    if (step < rising) {
      return highest * (step + 1) / (rising + 1);
    }
    double done = Math.min(1, (step - rising) / Math.max(1, steps - rising));
    return highest * 0.5 * (1 + Math.cos(Math.PI * done));
  }
}
