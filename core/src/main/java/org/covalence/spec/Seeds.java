package org.covalence.spec;

import java.util.SplittableRandom;
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

  /** The number that {@code stream} starts from, for a generator that is not ours. */
  public long number(String stream) {
    return Long.parseUnsignedLong(
        new ContentHash().add(Long.toString(seed)).add(stream).hex().substring(0, 16), 16);
  }
}
