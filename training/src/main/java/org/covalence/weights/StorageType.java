package org.covalence.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types in which PyTorch stores tensors, by the name its files use. */
enum StorageType {
  FLOAT("FloatStorage", Float.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.getFloat(index * Float.BYTES);
    }
  },
  DOUBLE("DoubleStorage", Double.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return (float) bytes.getDouble(index * Double.BYTES);
    }
  },
  HALF("HalfStorage", Short.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return half(bytes.getShort(index * Short.BYTES));
    }
  },
  BFLOAT16("BFloat16Storage", Short.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(index * Short.BYTES) << 16);
    }
  },
  LONG("LongStorage", Long.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.getLong(index * Long.BYTES);
    }
  },
  INT("IntStorage", Integer.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.getInt(index * Integer.BYTES);
    }
  },
  SHORT("ShortStorage", Short.BYTES) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.getShort(index * Short.BYTES);
    }
  },
  CHAR("CharStorage", 1) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.get(index);
    }
  },
  BYTE("ByteStorage", 1) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.get(index) & 0xFF;
    }
  },
  BOOL("BoolStorage", 1) {
    @Override
    float at(ByteBuffer bytes, int index) {
      return bytes.get(index) == 0 ? 0 : 1;
    }
  };

  private final String className;
  private final int width;

  StorageType(String className, int width) {
    this.className = className;
    this.width = width;
  }

  /** The type that module {@code torch} calls {@code className}. */
  static Optional<StorageType> named(String className) {
    return Arrays.stream(values()).filter(t -> t.className.equals(className)).findFirst();
  }

  /** Bytes a number takes. */
  int width() {
    return width;
  }

  /** The number at {@code index}, counted in numbers, in the byte order of the buffer. */
  abstract float at(ByteBuffer bytes, int index);

  /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. Java has this from 20 on. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int widened = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}
