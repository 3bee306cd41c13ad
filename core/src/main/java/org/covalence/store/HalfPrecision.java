package org.covalence.store;

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. Java has this from 20 on. */
public final class HalfPrecision {
  private static final float LARGEST = 65504f;

  private HalfPrecision() {}

  /** The nearest half, ties to even. What is too large becomes the largest finite one. */
  public static short of(float value) {
    if (Float.isNaN(value)) {
      return 0x7e00;
    }
    float clipped = Math.max(-LARGEST, Math.min(LARGEST, value));
    int sign = (Float.floatToRawIntBits(clipped) >>> 16) & 0x8000;
    float magnitude = Math.abs(clipped);
    // Below 2^-14 halves are evenly spaced by 2^-24, so rounding the multiple is all there is to
    // it.
    if (magnitude < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int rounded = bits + 0xfff + ((bits >>> 13) & 1);
    return (short) (sign | ((rounded >>> 13) - (112 << 10)));
  }

  /** The value of a half. */
  public static float toFloat(short half) {
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
    }
    return half < 0 ? -magnitude : magnitude;
  }

  /** As {@link #rounded(float[])}, by way of the nearest floats. */
  public static float[] rounded(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return rounded(floats);
  }

  /** Each value as its nearest half. */
  public static float[] rounded(float[] values) {
    float[] halves = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = toFloat(of(values[i]));
    }
    return halves;
  }
}
