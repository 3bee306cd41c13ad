package org.covalence.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A file of named tensors in the safetensors format: eight bytes with the length of a JSON header
 * (little-endian), the header, then the values, row-major and little-endian. Opening reads and
 * checks the header alone; values are read when they are asked for, and nothing in such a file can
 * be run.
 *
 * <p>Checked as the format's own reader does (safetensors 0.6, {@code Metadata::validate}): a
 * header of at most 100 MB, no name twice, every tensor as long as its shape and type say, tensors
 * end to end without hole or overlap, and no byte after the last one.
 */
public final class Safetensors {
  private static final int MOST_HEADER_BYTES = 100_000_000;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final long valuesStart;
  private final Map<String, Entry> entries;
  private final Map<String, String> metadata;

  private Safetensors(Path file, long valuesStart, SafetensorsHeader header) {
    this.file = file;
    this.valuesStart = valuesStart;
    this.entries = Collections.unmodifiableMap(header.entries());
    this.metadata = Collections.unmodifiableMap(header.metadata());
  }

  /** How the numbers of a tensor are stored. */
  public enum Type {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    BOOL(1),
    F8_E4M3(1),
    F8_E5M2(1);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** How many bytes one number takes. */
    int bytes() {
      return bytes;
    }

    /** Whether {@link Safetensors#floats(String)} can read it. */
    public boolean isFloat() {
      return this == F64 || this == F32 || this == F16 || this == BF16;
    }
  }

  /**
   * One tensor as the header tells of it.
   *
   * @param shape empty for a single number; none negative, and their product fits a {@code long}
   * @param start of its values, in bytes after the header
   * @param end one past its last byte
   */
  public record Entry(String name, Type type, List<Long> shape, long start, long end) {
    public Entry {
      shape = List.copyOf(shape);
    }

    /** How many numbers it holds. */
    public long count() {
      return (end - start) / type.bytes;
    }
  }

  /**
   * Values to write.
   *
   * @param shape its product is the number of values
   * @param values row-major; not copied
   */
  public record Floats(List<Long> shape, float[] values) {
    public Floats {
      shape = List.copyOf(shape);
      long count = 1;
      for (long size : shape) {
        count = Math.multiplyExact(count, size);
      }
      if (count != values.length) {
        throw new IllegalArgumentException(
            "shape " + shape + " holds " + count + " values, not " + values.length);
      }
    }
  }

  /**
   * Reads and checks the header of {@code file}.
   *
   * @throws CovalenceException when the file cannot be read or is not whole and well-formed
   */
  public static Safetensors open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw damaged("is too short to have a header (" + size + " bytes)", file);
      }
      long headerBytes = read(channel, 0, Long.BYTES).getLong();
      if (headerBytes < 0 || headerBytes > MOST_HEADER_BYTES) {
        throw damaged("is not a safetensors file (its header would be too long)", file);
      }
      if (headerBytes > size - Long.BYTES) {
        throw damaged("ends inside its header", file);
      }
      SafetensorsHeader header =
          SafetensorsHeader.parse(read(channel, Long.BYTES, (int) headerBytes), file);
      long valuesStart = Long.BYTES + headerBytes;
      header.requireEndToEnd(size - valuesStart, file);
      return new Safetensors(file, valuesStart, header);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /** The tensors by name, in the order of the header. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** The free text that came with the tensors; often empty. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * All values of one tensor, row-major. Doubles are rounded to the nearest float.
   *
   * @throws CovalenceException when there is no such tensor, it does not hold floating-point
   *     numbers, or has more values than an array can
   */
  public float[] floats(String name) {
    return floats(name, 0, require(name).count());
  }

  /**
   * {@code count} values of one tensor from the {@code first} one, row-major: a table can be read
   * row by row.
   */
  public float[] floats(String name, long first, long count) {
    Entry entry = require(name);
    if (!entry.type().isFloat()) {
      throw CovalenceException.data(
          "tensor " + name + " holds " + entry.type() + ", expected floating-point numbers",
          file.toString(),
          "store it as F32, F16, BF16 or F64");
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw CovalenceException.data(
          "tensor " + name + " has " + count + " values, more than can be read at once",
          file.toString(),
          "split it into smaller tensors");
    }
    if (first < 0 || count < 0 || first > entry.count() - count) {
      throw new IndexOutOfBoundsException(
          "values " + first + " + " + count + " of " + entry.count() + " in " + name);
    }
    float[] values = new float[(int) count];
    int bytes = entry.type().bytes;
    int perChunk = CHUNK_BYTES / bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int done = 0; done < values.length; done += perChunk) {
        int now = Math.min(perChunk, values.length - done);
        long position = valuesStart + entry.start() + (first + done) * bytes;
        decode(read(channel, position, now * bytes), entry.type(), values, done, now);
      }
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
    return values;
  }

  /**
   * Writes tensors as F32, ordered by name, so that equal values give equal bytes: those that the
   * Python package's {@code save_file} writes.
   */
  public static void write(
      Path file, SortedMap<String, Floats> tensors, SortedMap<String, String> metadata) {
    byte[] json = SafetensorsHeader.of(tensors, metadata);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    AtomicFiles.write(
        file,
        out -> {
          byte[] length = new byte[Long.BYTES];
          ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length);
          out.write(length);
          out.write(padded);
          byte[] bytes = new byte[CHUNK_BYTES];
          ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (Floats tensor : tensors.values()) {
            for (float value : tensor.values()) {
              if (!chunk.hasRemaining()) {
                out.write(bytes);
                chunk.clear();
              }
              chunk.putFloat(value);
            }
          }
          out.write(bytes, 0, chunk.position());
        });
  }

  private Entry require(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw CovalenceException.data(
          "no tensor is called " + name,
          file.toString(),
          "it holds " + entries.keySet().stream().limit(10).toList());
    }
    return entry;
  }

  private static void decode(ByteBuffer from, Type type, float[] to, int start, int count) {
    if (type == Type.F32) {
      from.asFloatBuffer().get(to, start, count);
      return;
    }
    for (int i = start; i < start + count; i++) {
      to[i] =
          switch (type) {
            case F64 -> (float) from.getDouble();
            case F16 -> HalfPrecision.toFloat(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            default -> throw new AssertionError(type);
          };
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = littleEndian(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static CovalenceException damaged(String what, Path file) {
    return CovalenceException.data(
        "the file " + what,
        file.toString(),
        "fetch or write it again; expected a whole safetensors file");
  }
}
