package org.covalence.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The container of PyTorch before 1.6, in which torchvision's DenseNets are still published: five
 * pickles (magic number, protocol version, the writing system, the object, the keys of the storages
 * in order), then for each storage its count as 64 bits and its raw numbers.
 */
final class LegacyTorch implements TorchContainer {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private final FileChannel channel;
  private final ByteOrder order;
  private final Object root;
  private final Map<String, Long> places;

  LegacyTorch(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      InputStream stream = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
      PickleInput in = new PickleInput(stream, MAX_PICKLE_BYTES);
      Unpickler pickles = new Unpickler(in, file.toString());
      if (!MAGIC.equals(pickles.read())) {
        throw new MalformedPickleException("its first number is not PyTorch's");
      }
      if (!Long.valueOf(PROTOCOL).equals(pickles.read())) {
        throw new MalformedPickleException("it is written in an unknown version of the format");
      }
      order = order(pickles.read());
      root = pickles.read();
      places = places(pickles.read(), pickles.storages(), in.position());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public ByteBuffer bytes(StoredTensor.Storage storage) throws IOException {
    Long place = places.get(storage.key());
    if (place == null) {
      throw new MalformedPickleException(
          "its storage " + Printable.text(storage.key()) + " is missing");
    }
    return read(place, TorchContainer.arraySize(storage));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ByteOrder order(Object system) throws IOException {
    Object little = system instanceof Map<?, ?> map ? map.get("little_endian") : null;
    if (little instanceof Boolean isLittle) {
      return isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
    throw new MalformedPickleException("it does not say in which byte order it is written");
  }

  /** Where the numbers of each storage begin, found by stepping over those before. */
  private Map<String, Long> places(
      Object keys, Map<String, StoredTensor.Storage> storages, long position) throws IOException {
    if (!(keys instanceof List<?> list)) {
      throw new MalformedPickleException("it has no list of storages");
    }
    Map<String, Long> found = new HashMap<>();
    long at = position;
    for (Object key : list) {
      StoredTensor.Storage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null) {
        throw new MalformedPickleException("it holds a storage that nothing describes");
      }
      long count = read(at, Long.BYTES).getLong();
      if (count != storage.count()) {
        throw new MalformedPickleException(
            String.format(
                Locale.ROOT,
                "its storage %s has %d numbers where %d are described",
                Printable.text(storage.key()),
                count,
                storage.count()));
      }
      long start = at + Long.BYTES;
      at = start + TorchContainer.arraySize(storage);
      if (at > channel.size()) {
        throw new EOFException();
      }
      found.put(storage.key(), start);
    }
    return found;
  }

  private ByteBuffer read(long position, int size) throws IOException {
    if (position + size > channel.size()) {
      throw new EOFException();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(order);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }
}
