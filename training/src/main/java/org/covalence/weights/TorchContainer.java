package org.covalence.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** One of the two containers of {@code torch.save}: what was saved, and the bytes of storages. */
sealed interface TorchContainer extends AutoCloseable permits TorchZip, LegacyTorch {
  /** The longest description of tensors that is read; that of DenseNet-121 takes 0.1 MB. */
  long MAX_PICKLE_BYTES = 16L << 20;

  /** The saved object, as {@link Unpickler} gives it. */
  Object root();

  /** The bytes of a storage of {@link #root}, in its byte order. */
  ByteBuffer bytes(StoredTensor.Storage storage) throws IOException;

  @Override
  void close() throws IOException;

  /** The size of a storage as that of an array. */
  static int arraySize(StoredTensor.Storage storage) throws IOException {
    long bytes;
    try {
      bytes = storage.bytes();
    } catch (ArithmeticException e) {
      bytes = Long.MAX_VALUE;
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT, "its storage %s takes more than 2 GiB", Printable.text(storage.key())));
    }
    return (int) bytes;
  }
}
