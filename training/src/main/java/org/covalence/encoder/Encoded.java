package org.covalence.encoder;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.tensor.Tensors;

/**
 * One modality of a batch as vectors.
 *
 * @param states batch × steps × width: tokens, or regions of a picture
 * @param mask batch × steps; 1 where a step counts, else 0
 * @param pooled batch × width
 */
public record Encoded(Tensor states, Tensor mask, Tensor pooled) {
  /** An encoding with one step, which is its own pooled vector. */
  public static Encoded ofPooled(Tensor pooled) {
    return new Encoded(
        pooled.unsqueeze(1), pooled.new_ones(new long[] {pooled.size(0), 1}), pooled);
  }

  /** The encoding of posts that all lack the modality: zero, and no step counts. */
  public static Encoded ofNothing(long posts, int width, int stateWidth) {
    return new Encoded(
        torch.zeros(posts, 1, stateWidth), torch.zeros(posts, 1), torch.zeros(posts, width));
  }

  /**
   * The encoding of a larger batch, of which these are the rows {@code rows}; all others are zero,
   * and no step of theirs counts.
   *
   * @param rows the number of each row in the larger batch, 64-bit
   * @param posts rows of the larger batch
   */
  public Encoded spread(Tensor rows, long posts) {
    return new Encoded(
        spread(states, rows, posts), spread(mask, rows, posts), spread(pooled, rows, posts));
  }

  private static Tensor spread(Tensor values, Tensor rows, long posts) {
    long[] shape = Tensors.shape(values);
    shape[0] = posts;
    return values.new_zeros(shape).index_copy(0, rows, values);
  }
}
