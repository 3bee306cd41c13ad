package org.covalence.weights;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.covalence.store.CovalenceException;

/**
 * The container of PyTorch 1.6 and later: a zip file with {@code TOP/data.pkl}, {@code
 * TOP/byteorder} and one entry {@code TOP/data/KEY} a storage, all stored without compression.
 */
final class TorchZip implements TorchContainer {
  private final ZipFile zip;
  private final String top;
  private final ByteOrder order;
  private final Object root;

  TorchZip(Path file) throws IOException {
    zip = open(file);
    try {
      top = top(file);
      order = order();
      InputStream pickle = new ByteArrayInputStream(read(entry("data.pkl"), MAX_PICKLE_BYTES));
      PickleInput in = new PickleInput(pickle, MAX_PICKLE_BYTES);
      root = new Unpickler(in, file.toString()).read();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public ByteBuffer bytes(StoredTensor.Storage storage) throws IOException {
    int size = TorchContainer.arraySize(storage);
    ZipEntry entry = entry("data/" + storage.key());
    if (entry.getSize() != size) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT,
              "its storage %s has %d bytes where %d are described",
              Printable.text(storage.key()),
              entry.getSize(),
              size));
    }
    return ByteBuffer.wrap(read(entry, size)).order(order);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (IllegalArgumentException e) {
      // What the JDK throws for some entry names that are not UTF-8.
      throw new MalformedPickleException(String.valueOf(e.getMessage()));
    }
  }

  private String top(Path file) throws IOException {
    List<String> pickles =
        zip.stream().map(ZipEntry::getName).filter(n -> n.matches("[^/]*/data\\.pkl")).toList();
    if (pickles.size() != 1) {
      throw CovalenceException.data(
          "expected a file of torch.save, found a zip file with no data.pkl of its own",
          file.toString(),
          "name the .pth or .pt file itself; a packed folder must be unpacked first");
    }
    String found = pickles.get(0).replace("data.pkl", "");
    if (zip.getEntry(found + "constants.pkl") != null) {
      throw CovalenceException.data(
          "refused: this is a TorchScript program, not a file of weights",
          file.toString(),
          "save its tensors alone in Python: torch.save(torch.jit.load(f).state_dict(), ...)");
    }
    return found;
  }

  private ByteOrder order() throws IOException {
    if (zip.getEntry(top + "byteorder") == null) {
      return ByteOrder.LITTLE_ENDIAN; // before PyTorch 2.1 nothing else was written
    }
    String word = new String(read(entry("byteorder"), 16), StandardCharsets.US_ASCII);
    return switch (word) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new MalformedPickleException("its byte order is unknown");
    };
  }

  private ZipEntry entry(String name) throws IOException {
    ZipEntry entry = zip.getEntry(top + name);
    if (entry == null) {
      throw new MalformedPickleException("it has no " + Printable.text(name));
    }
    return entry;
  }

  private byte[] read(ZipEntry entry, long limit) throws IOException {
    if (entry.getMethod() != ZipEntry.STORED
        || entry.getSize() != entry.getCompressedSize()
        || entry.getSize() > limit) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT,
              "%s is compressed or longer than %d bytes",
              Printable.text(entry.getName()),
              limit));
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      // Grows with what is really there, so that a stated size alone allocates nothing.
      bytes = in.readNBytes((int) entry.getSize());
    }
    if (bytes.length != entry.getSize()) {
      throw new EOFException();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    // PyTorch writes zero where it was told not to compute checksums.
    if (entry.getCrc() != 0 && entry.getCrc() != sum.getValue()) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT, "the checksum of %s is wrong", Printable.text(entry.getName())));
    }
    return bytes;
  }
}
