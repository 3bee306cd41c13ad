package org.covalence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.compare.Signature;
import org.covalence.model.ModelFolder;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.StrictJson;
import org.covalence.store.Version;
import org.covalence.tensor.PyTorch;

/**
 * How a result came to be, in words by name: enough to make it again, and to know why it may differ
 * elsewhere.
 */
final class Provenance {
  /** Where a run keeps it; a model keeps it in its description. */
  static final String FILE = "provenance.json";

  /** The name of the command that, given the {@code config.yaml} beside it, makes the result. */
  static final String RUN = "run";

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final int MOST_BYTES_A_LINE = 1 << 14;
  private static final long MOST_BYTES = 16L << 20;

  private Provenance() {}

  /**
   * @param run the name of the command that makes the result from its {@code config.yaml}; not
   *     always the one that was called
   * @param source what the posts were read from
   * @param threads that were used: sums in another order differ in their last digits
   */
  static Map<String, String> of(
      String run, Signature signature, String source, int threads, Console console) {
    Map<String, String> words = new LinkedHashMap<>(signature.fields());
    words.putAll(of(run, source, threads, console));
    return words;
  }

  /** The same of a result whose figures each have a signature of their own. */
  static Map<String, String> of(String run, String source, int threads, Console console) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("source", source);
    words.put(RUN, run);
    words.put("command", console.commandLine());
    words.putAll(machine(Integer.toString(threads)));
    return words;
  }

  /**
   * What a report tells beside its signature: the same for the same run, whatever command asked for
   * it.
   */
  static Map<String, String> ofReport(Path source, int threads) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("source", source.toAbsolutePath().normalize().toString());
    words.putAll(machine(Integer.toString(threads)));
    return words;
  }

  /** What a result depends on beside data and settings. */
  static Map<String, String> machine(String threads) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("threads", threads);
    words.put("covalence", Version.current());
    words.put("java", System.getProperty("java.version", "unknown"));
    words.put("pytorch", PyTorch.version());
    words.put(
        "system",
        System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""));
    words.put("architecture", System.getProperty("os.arch", "unknown"));
    words.put("processor", processor());
    return words;
  }

  /** Its name, as Linux and Windows tell it. */
  private static String processor() {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }
    try (BoundedLines lines =
        BoundedLines.open(PROCESSORS, StandardCharsets.UTF_8, MOST_BYTES_A_LINE)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get() instanceof BoundedLines.Line.Text text
            && text.text().startsWith("model name")) {
          return text.text().substring(text.text().indexOf(':') + 1).strip();
        }
      }
    }
    return "unknown";
  }

  /**
   * What the folder of a run, or of a model, tells of how it came to be; nothing where it does not.
   */
  static Map<String, String> read(Path folder) {
    Path own = folder.resolve(FILE);
    Path model = folder.resolve(ModelFolder.DESCRIPTION);
    Map<String, String> words = new LinkedHashMap<>();
    if (Files.isRegularFile(own)) {
      put(object(own), own, words);
    } else if (Files.isRegularFile(model)) {
      put(object(model).path("provenance"), model, words);
      words.putIfAbsent(RUN, "train");
    }
    return words;
  }

  private static void put(JsonNode json, Path file, Map<String, String> words) {
    if (!json.isObject()) {
      throw unreadable(file, "expected an object, found " + StrictJson.kind(json));
    }
    json.fields().forEachRemaining(e -> words.put(e.getKey(), e.getValue().asText()));
  }

  private static JsonNode object(Path file) {
    try {
      return StrictJson.object(file, MOST_BYTES);
    } catch (StrictJson.NotAnObject e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static CovalenceException unreadable(Path file, String found) {
    return CovalenceException.data(
        "how the result came to be cannot be read: " + found,
        file.toString(),
        "make the result anew");
  }

  /** The text of {@link #FILE}. */
  static String json(Map<String, String> provenance) {
    ObjectNode json = StrictJson.object();
    provenance.forEach(json::put);
    return json.toPrettyString() + "\n";
  }
}
