package org.covalence.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.compare.Signature;
import org.covalence.store.Version;
import org.covalence.tensor.PyTorch;

/**
 * How a result came to be, in words by name: enough to make it again, and to know why it may differ
 * elsewhere.
 */
final class Provenance {
  private Provenance() {}

  /**
   * @param source what the posts were read from
   * @param threads that were used: sums in another order differ in their last digits
   */
  static Map<String, String> of(Signature signature, String source, int threads, Console console) {
    Map<String, String> words = new LinkedHashMap<>(signature.fields());
    words.put("source", source);
    words.put("command", console.commandLine());
    words.putAll(ofMachine(threads));
    return words;
  }

  /**
   * What a report tells beside its signature: the same for the same run, whatever command asked for
   * it.
   */
  static Map<String, String> ofReport(Path source, int threads) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("source", source.toAbsolutePath().normalize().toString());
    words.putAll(ofMachine(threads));
    return words;
  }

  private static Map<String, String> ofMachine(int threads) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("threads", Integer.toString(threads));
    words.put("covalence", Version.current());
    words.put("java", System.getProperty("java.version", "unknown"));
    words.put("pytorch", PyTorch.version());
    words.put(
        "system",
        System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""));
    words.put("architecture", System.getProperty("os.arch", "unknown"));
    return words;
  }
}
