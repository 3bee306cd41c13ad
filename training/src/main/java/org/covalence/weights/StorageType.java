package org.covalence.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.covalence.store.HalfPrecision;

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
      return HalfPrecision.toFloat(bytes.getShort(index * Short.BYTES));
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
}
