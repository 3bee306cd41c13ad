package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.NamedFiles;
import org.covalence.split.Fingerprint;
import org.covalence.split.LabelledPost;
import org.covalence.store.StrictJson;
import org.covalence.store.Version;
import org.covalence.tensor.PyTorch;

/**
 * What trainings depend on, in words by name. It is kept beside those that are finished, so that
 * nobody goes on from them with other posts or settings.
 */
final class Circumstances {
  private static final long MOST_BYTES = 1L << 20;

  private Circumstances() {}

  /** Those of trainings on {@code posts}. */
  static Map<String, String> of(ExperimentSpec spec, List<LabelledPost> posts) {
    Map<String, String> words = new TreeMap<>(TrainCommand.absolute(spec));
    words.remove("cache");
    words.putAll(NamedFiles.contents(words));
    words.put("threads", Integer.toString(spec.run().threadCount()));
    words.put("posts", Fingerprint.of(posts));
    words.put("covalence", Version.current());
    words.put("pytorch", PyTorch.version());
    return words;
  }

  /** The text of a file that {@link #read} reads. */
  static String line(Map<String, String> words) {
    ObjectNode json = StrictJson.object();
    words.forEach(json::put);
    return StrictJson.line(json) + "\n";
  }

  static Map<String, String> read(Path file) throws StrictJson.NotAnObject {
    Map<String, String> found = new LinkedHashMap<>();
    StrictJson.object(file, MOST_BYTES)
        .fields()
        .forEachRemaining(e -> found.put(e.getKey(), e.getValue().asText()));
    return found;
  }

  /** In what they differ from those that were found, a sentence each. */
  static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
    TreeSet<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(k -> !wanted.getOrDefault(k, "").equals(found.getOrDefault(k, "")))
        .map(k -> k + " was " + shown(found, k) + " and is " + shown(wanted, k))
        .toList();
  }

  private static String shown(Map<String, String> words, String key) {
    return Optional.ofNullable(words.get(key)).orElse("not set");
  }
}
