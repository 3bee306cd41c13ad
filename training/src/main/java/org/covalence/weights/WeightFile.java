package org.covalence.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.covalence.store.Unreadable;

/** Any file of published weights, told by its first bytes and never by its name. */
public final class WeightFile {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** Protocol 2 and a long number of ten bytes: how every legacy file of PyTorch begins. */
  private static final byte[] LEGACY = {(byte) 0x80, 2, (byte) 0x8A, 10};

  private WeightFile() {}

  /**
   * The tensors of {@code file}, by name and in its order. Of a safetensors file, those that hold
   * whole numbers are passed over.
   *
   * @throws CovalenceException if it is no file of weights that is known here, or not a sound one
   */
  public static Map<String, WeightTensor> read(Path file) {
    byte[] head = head(file);
    if (startsWith(head, ZIP) || startsWith(head, LEGACY)) {
      return TorchFile.read(file);
    }
    if (head.length > Long.BYTES && head[Long.BYTES] == '{') {
      return safetensors(file);
    }
    throw CovalenceException.data(
        "expected weights (.safetensors, .pth or .pt), found " + looksLike(head),
        file.toString(),
        "name a file of tensors: safetensors, or what torch.save wrote");
  }

  private static Map<String, WeightTensor> safetensors(Path file) {
    Safetensors stored = Safetensors.open(file);
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    stored
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.type().isFloat()) {
                long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
                tensors.put(name, new WeightTensor(name, shape, stored.floats(name)));
              }
            });
    return Collections.unmodifiableMap(tensors);
  }

  static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return startsWith(in.readNBytes(ZIP.length), ZIP);
    }
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(64);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static String looksLike(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    if (head.length == 0) {
      return "an empty file";
    } else if (text.startsWith("<!doctype") || text.startsWith("<html")) {
      return "a web page: the download was answered by something else";
    } else if (text.startsWith("version https://git-lfs")) {
      return "a pointer of Git LFS in place of the file";
    } else if (startsWith(head, new byte[] {(byte) 0x89, 'H', 'D', 'F'})) {
      return "an HDF5 file, as Keras writes";
    } else if (startsWith(head, new byte[] {0x1F, (byte) 0x8B})) {
      return "a gzip file: unpack it first";
    } else if (startsWith(head, new byte[] {(byte) 0x80})) {
      return "a Python pickle that torch.save did not write";
    }
    return "something else";
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
