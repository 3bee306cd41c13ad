package org.covalence.tensor;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.global.torch;
import org.covalence.store.ContentHash;

/**
 * One seed, many named streams: each user of chance draws from a stream of its own, so that adding
 * one does not shift the others.
 *
 * @param seed what the user gave
 */
public record Seeds(long seed) {
  /** A fresh generator for {@code stream}; the same one for the same name. */
  public SplittableRandom stream(String stream) {
    return new SplittableRandom(number(stream));
  }

  /** Seeds PyTorch's own generator, which dropout draws from, with {@code stream}. */
  public void startTorch(String stream) {
    torch.manual_seed(number(stream) >>> 1);
  }

  private long number(String stream) {
    return Long.parseUnsignedLong(
        new ContentHash().add(Long.toString(seed)).add(stream).hex().substring(0, 16), 16);
  }
}
