package org.covalence.feature;

/**
 * What an encoder says of one content.
 *
 * @param pooled its vector
 * @param states its single states, words or regions, one after the other; empty where none are read
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
public record EncodedContent(float[] pooled, float[] states) {
  /** What an encoder says that tells no states. */
  public EncodedContent(float[] pooled) {
    this(pooled, new float[0]);
  }
}
