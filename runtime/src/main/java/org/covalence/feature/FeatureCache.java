package org.covalence.feature;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.covalence.store.AtomicFiles;
import org.covalence.store.HalfPrecision;
import org.jspecify.annotations.Nullable;

/**
 * Features on disk, by what they were computed from. One folder holds the features of one encoder
 * with one preparation; a key within it is the SHA-256 of a picture's bytes.
 *
 * <p>The folder holds segments. Each process appends to a segment of its own and reads all that
 * were there when it began, so two processes cannot harm each other: at worst both compute the
 * same. A record is a key, a checksum and the features in half precision, of one fixed length; a
 * kill may leave a torn record at the end of a segment, which its length or its checksum gives away
 * and which is then computed again. Nothing is ever changed in place.
 */
public final class FeatureCache implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final String ENDING = ".features";

  private final Path folder;
  private final int width;
  private final Map<String, Place> places = new HashMap<>();
  private final List<FileChannel> segments = new ArrayList<>();
  private @Nullable FileChannel own;
  private long ownLength;

  /** Where a record's features stand. */
  private record Place(FileChannel segment, long position) {}

  private FeatureCache(Path folder, int width) {
    this.folder = folder;
    this.width = width;
  }

  /**
   * Opens the cache of one encoder.
   *
   * @param root folder of all caches
   * @param encoder names the encoder with its preparation, and nothing else: a hash
   * @param width of the features
   */
  public static FeatureCache open(Path root, String encoder, int width) {
    FeatureCache cache = new FeatureCache(root.resolve(encoder), width);
    try {
      Files.createDirectories(cache.folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(cache.folder, "*" + ENDING)) {
        for (Path file : files) {
          cache.index(FileChannel.open(file, StandardOpenOption.READ));
        }
      }
      return cache;
    } catch (IOException e) {
      cache.close();
      throw AtomicFiles.cannotWrite(cache.folder, e);
    }
  }

  private int recordBytes() {
    return KEY_BYTES + CHECKSUM_BYTES + width * Short.BYTES;
  }

  private void index(FileChannel segment) throws IOException {
    segments.add(segment);
    ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
    long whole = segment.size() / recordBytes();
    for (long i = 0; i < whole; i++) {
      key.clear();
      readFully(segment, key, i * recordBytes());
      places.put(HexFormat.of().formatHex(key.array()), new Place(segment, i * recordBytes()));
    }
  }

  /**
   * The features kept for {@code key}, 64 hexadecimal digits; empty where there are none or they
   * are damaged.
   */
  public synchronized Optional<float[]> get(String key) {
    Place place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    ByteBuffer entry = ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      readFully(place.segment(), entry, place.position());
    } catch (IOException e) {
      // Whatever the disk cannot give back is computed again.
      places.remove(key);
      return Optional.empty();
    }
    entry.position(KEY_BYTES);
    int checksum = entry.getInt();
    if (checksum != checksum(entry)) {
      places.remove(key);
      return Optional.empty();
    }
    float[] features = new float[width];
    for (int i = 0; i < width; i++) {
      features[i] = HalfPrecision.toFloat(entry.getShort());
    }
    return Optional.of(features);
  }

  /** Keeps features, rounded to half precision. */
  public synchronized void put(String key, float[] features) {
    if (features.length != width) {
      throw new IllegalArgumentException(
          features.length + " features where the cache keeps " + width);
    }
    if (places.containsKey(key)) {
      return;
    }
    ByteBuffer entry = ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    entry.put(HexFormat.of().parseHex(key));
    entry.position(KEY_BYTES + CHECKSUM_BYTES);
    for (float feature : features) {
      entry.putShort(HalfPrecision.of(feature));
    }
    entry.position(KEY_BYTES + CHECKSUM_BYTES);
    entry.putInt(KEY_BYTES, checksum(entry));
    entry.rewind();
    try {
      FileChannel segment = own();
      long position = ownLength;
      while (entry.hasRemaining()) {
        segment.write(entry, position + entry.position());
      }
      ownLength += recordBytes();
      places.put(key, new Place(segment, position));
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private FileChannel own() throws IOException {
    FileChannel segment = own;
    if (segment == null) {
      segment =
          FileChannel.open(
              folder.resolve(UUID.randomUUID() + ENDING),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      own = segment;
      segments.add(segment);
    }
    return segment;
  }

  /**
   * Of the key and the features: of all but the checksum's own place. Leaves the position where it
   * was.
   */
  private static int checksum(ByteBuffer entry) {
    CRC32C crc = new CRC32C();
    crc.update(entry.array(), 0, KEY_BYTES);
    crc.update(
        entry.array(), KEY_BYTES + CHECKSUM_BYTES, entry.capacity() - KEY_BYTES - CHECKSUM_BYTES);
    return (int) crc.getValue();
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    int start = into.position();
    while (into.hasRemaining()) {
      if (channel.read(into, position + into.position() - start) < 0) {
        throw new EOFException("a segment ends within a record");
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      for (FileChannel segment : segments) {
        segment.close();
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }
}
