package org.covalence.runtime;

/**
 * What an encoder says of one content.
 *
 * @param pooled its vector
 * @param states its single states, one after the other; empty where none are read
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record EncodedContent(float[] pooled, float[] states) {
  EncodedContent(float[] pooled) {
    this(pooled, new float[0]);
  }
}
