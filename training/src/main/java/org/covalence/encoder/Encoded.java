package org.covalence.encoder;

import org.bytedeco.pytorch.Tensor;

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
}
