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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
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
 *
 * <p>What is kept may still be read after {@link #close}, at the price of opening a file for each
 * row: rows that are too large to be held in memory are read as long as there is somebody to ask
 * for them.
 */
public final class FeatureCache implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final String ENDING = ".features";

  /** Numbers in a row: 16 MB on disk, far below what an array holds. */
  public static final int MOST_WIDTH = 1 << 23;

  private final Path folder;
  private final int width;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<Path, FileChannel> open = new HashMap<>();
  private @Nullable Path own;
  private long ownLength;

  /** Where a record stands. */
  private record Place(Path segment, long position) {}

  private FeatureCache(Path folder, int width) {
    this.folder = folder;
    this.width = width;
  }

  /**
   * Opens the cache of one encoder.
   *
   * @param root folder of all caches
   * @param encoder names the encoder with its preparation, and nothing else: a hash
   * @param width of the features: 1 to {@value #MOST_WIDTH}
   */
  public static FeatureCache open(Path root, String encoder, int width) {
    if (width < 1 || width > MOST_WIDTH) {
      throw new IllegalArgumentException("no cache keeps rows of " + width + " features");
    }
    FeatureCache cache = new FeatureCache(root.resolve(encoder), width);
    try {
      Files.createDirectories(cache.folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(cache.folder, "*" + ENDING)) {
        for (Path file : files) {
          FileChannel segment = FileChannel.open(file, StandardOpenOption.READ);
          cache.open.put(file, segment);
          cache.index(file, segment);
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

  private void index(Path file, FileChannel segment) throws IOException {
    ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
    long whole = segment.size() / recordBytes();
    for (long i = 0; i < whole; i++) {
      key.clear();
      readFully(segment, key, i * recordBytes());
      places.put(HexFormat.of().formatHex(key.array()), new Place(file, i * recordBytes()));
    }
  }

  /** The folder in which all of this is kept. */
  public Path folder() {
    return folder;
  }

  /**
   * The features kept for {@code key}, 64 hexadecimal digits; empty where there are none or they
   * are damaged.
   */
  public Optional<float[]> get(String key) {
    float[] features = new float[width];
    return read(key, features, 0, width) ? Optional.of(features) : Optional.empty();
  }

  /** Whether {@link #get} would give features. They are read for it, and not decoded. */
  public boolean holds(String key) {
    return read(key, new float[0], 0, 0);
  }

  /**
   * Reads the first features kept for {@code key} into an array.
   *
   * @param from where in {@code into} the first one goes
   * @param count how many; none to {@code width}
   * @return whether there are some, and whole; else {@code into} is as it was
   */
  public synchronized boolean read(String key, float[] into, int from, int count) {
    Place place = places.get(key);
    if (place == null) {
      return false;
    }
    ByteBuffer entry = ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      read(place, entry);
    } catch (IOException e) {
      // Whatever the disk cannot give back is computed again.
      places.remove(key);
      return false;
    }
    entry.position(KEY_BYTES);
    int checksum = entry.getInt();
    if (checksum != checksum(entry)) {
      places.remove(key);
      return false;
    }
    for (int i = 0; i < count; i++) {
      into[from + i] = HalfPrecision.toFloat(entry.getShort());
    }
    return true;
  }

  private void read(Place place, ByteBuffer entry) throws IOException {
    FileChannel segment = open.get(place.segment());
    if (segment != null) {
      readFully(segment, entry, place.position());
      return;
    }
    try (FileChannel again = FileChannel.open(place.segment(), StandardOpenOption.READ)) {
      readFully(again, entry, place.position());
    }
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
      Path file = own();
      FileChannel segment = Objects.requireNonNull(open.get(file), "a closed cache keeps nothing");
      long position = ownLength;
      while (entry.hasRemaining()) {
        segment.write(entry, position + entry.position());
      }
      ownLength += recordBytes();
      places.put(key, new Place(file, position));
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private Path own() throws IOException {
    Path file = own;
    if (file == null) {
      file = folder.resolve(UUID.randomUUID() + ENDING);
      open.put(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE));
      own = file;
    }
    return file;
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
      for (FileChannel segment : open.values()) {
        segment.close();
      }
      open.clear();
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }
}
