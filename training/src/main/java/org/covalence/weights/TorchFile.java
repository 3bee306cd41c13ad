package org.covalence.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * A reader of PyTorch's {@code .pth} and {@code .pt} files that knows tensors and nothing else. It
 * runs nothing a file asks for ({@link Unpickler}), and allocates no more than a few times the size
 * of the file.
 */
public final class TorchFile {
  /** Where training scripts keep the state dictionary among the rest of a checkpoint. */
  private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model");

  /** What {@code DataParallel} puts before every name. */
  private static final String PARALLEL = "module.";

  private TorchFile() {}

  /**
   * The tensors of a state dictionary, or of a checkpoint that holds one under {@code state_dict},
   * by name and in the order of the file. Any number type becomes {@code float}; views become
   * contiguous; a {@code module.} before every name is dropped; entries that are no tensors are
   * passed over.
   *
   * @throws CovalenceException if the file is cut, damaged or foreign, holds no named tensors, or
   *     names anything that could run code
   */
  public static Map<String, WeightTensor> read(Path file) {
    String where = file.toString();
    try (TorchContainer container = open(file)) {
      Map<String, StoredTensor> tensors = plainNames(stateDictionary(container.root(), where));
      requireBounded(tensors, Files.size(file));
      return load(tensors, container);
    } catch (EOFException e) {
      throw CovalenceException.data(
          "the file ends before its tensors do", where, "it was cut: fetch or save it again", e);
    } catch (MalformedPickleException e) {
      throw CovalenceException.data(
          "the file is damaged: " + e.getMessage(), where, "fetch or save it again", e);
    } catch (ZipException e) {
      throw CovalenceException.data(
          "the zip file is cut or damaged (" + e.getMessage() + ")",
          where,
          "fetch or save it again",
          e);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  private static TorchContainer open(Path file) throws IOException {
    return WeightFile.isZip(file) ? new TorchZip(file) : new LegacyTorch(file);
  }

  private static Map<String, StoredTensor> stateDictionary(Object root, String where) {
    if (root instanceof Map<?, ?> map) {
      for (String key : NESTED) {
        Map<String, StoredTensor> nested = tensors(map.get(key));
        if (!nested.isEmpty()) {
          return nested;
        }
      }
      Map<String, StoredTensor> own = tensors(map);
      if (!own.isEmpty()) {
        return own;
      }
    }
    throw CovalenceException.data(
        "expected tensors by name, found " + described(root),
        where,
        "save a state dictionary: torch.save(model.state_dict(), ...)");
  }

  private static Map<String, StoredTensor> tensors(@Nullable Object value) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, tensor) -> {
            if (key instanceof String name && tensor instanceof StoredTensor stored) {
              tensors.put(name, stored);
            }
          });
    }
    return tensors;
  }

  private static String described(Object root) {
    if (root instanceof StoredTensor) {
      return "one tensor without a name";
    }
    if (root instanceof Map<?, ?> map) {
      List<String> keys =
          map.keySet().stream()
              .filter(String.class::isInstance)
              .map(k -> Printable.text((String) k))
              .limit(8)
              .toList();
      return String.format(
          Locale.ROOT,
          "a dictionary of %d entries without one (%s)",
          map.size(),
          String.join(", ", keys));
    }
    return "something else";
  }

  private static Map<String, StoredTensor> plainNames(Map<String, StoredTensor> tensors) {
    if (!tensors.keySet().stream().allMatch(n -> n.startsWith(PARALLEL))) {
      return tensors;
    }
    Map<String, StoredTensor> plain = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> plain.put(name.substring(PARALLEL.length()), tensor));
    return plain;
  }

  /**
   * Strides of zero and shared storages let a small file describe tensors without end; honest files
   * share a few. One value a byte leaves room for a float tensor under four names.
   */
  private static void requireBounded(Map<String, StoredTensor> tensors, long fileBytes)
      throws IOException {
    long values = 0;
    try {
      for (StoredTensor tensor : tensors.values()) {
        values = Math.addExact(values, tensor.count());
      }
    } catch (ArithmeticException e) {
      values = Long.MAX_VALUE;
    }
    if (values > fileBytes) {
      throw new MalformedPickleException(
          String.format(
              Locale.ROOT,
              "its tensors have %d values and the file only %d bytes",
              values,
              fileBytes));
    }
  }

  private static Map<String, WeightTensor> load(
      Map<String, StoredTensor> tensors, TorchContainer container) throws IOException {
    Map<String, Integer> uses = new HashMap<>();
    tensors.values().forEach(t -> uses.merge(t.storage().key(), 1, Integer::sum));
    Map<String, ByteBuffer> open = new HashMap<>();
    Map<String, WeightTensor> loaded = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
      StoredTensor tensor = entry.getValue();
      String key = tensor.storage().key();
      ByteBuffer bytes = open.get(key);
      if (bytes == null) {
        bytes = container.bytes(tensor.storage());
        open.put(key, bytes);
      }
      loaded.put(
          entry.getKey(), new WeightTensor(entry.getKey(), tensor.shape(), tensor.values(bytes)));
      if (uses.merge(key, -1, Integer::sum) == 0) {
        open.remove(key); // so that one storage, not the file, is held beside the result
      }
    }
    return Collections.unmodifiableMap(loaded);
  }
}
