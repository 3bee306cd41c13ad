package org.covalence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.covalence.compare.Transfer;
import org.covalence.duplicate.Traces;
import org.covalence.duplicate.Twins;
import org.covalence.interval.Estimate;
import org.covalence.label.Sentiment;
import org.covalence.metric.Metric;
import org.covalence.split.LabelledPost;
import org.covalence.store.StrictJson;

/** What a model folder says of the posts that the model was made from. Older ones say less. */
final class TrainedFrom {
  /** The name in the provenance of how many posts of each class were fitted. */
  static final String CLASSES = "trainingClasses";

  /** The file of a model that holds {@link Traces} of the posts it was fitted on. */
  static final String TRACES = "training-traces.txt";

  private static final Pattern COUNT = Pattern.compile("([a-z]+) ([0-9]{1,9})");
  private static final long MOST_BYTES = 16L << 20;

  private TrainedFrom() {}

  /** Counts in class order as words: {@code negative 3, neutral 1, positive 5}. */
  static String words(List<Integer> counts) {
    List<String> words = new ArrayList<>();
    for (Sentiment label : Sentiment.values()) {
      words.add(label.label() + " " + counts.get(label.ordinal()));
    }
    return String.join(", ", words);
  }

  /** The counts that {@link #words} told, in class order; empty where there are none. */
  static Optional<int[]> classes(Map<String, String> provenance) {
    int[] counts = new int[Sentiment.values().length];
    int all = 0;
    Matcher found = COUNT.matcher(provenance.getOrDefault(CLASSES, ""));
    while (found.find()) {
      int count = Integer.parseInt(found.group(2));
      Optional<Sentiment> label = Sentiment.parse(found.group(1));
      if (label.isPresent()) {
        counts[label.get().ordinal()] = count;
        all += count > 0 ? 1 : 0;
      }
    }
    return all == 0 ? Optional.empty() : Optional.of(counts);
  }

  /** Whether the posts at {@code data}, with that fingerprint, are those of the training. */
  static boolean isSource(Map<String, String> provenance, Path data, String fingerprint) {
    if (fingerprint.equals(provenance.get("data"))) {
      return true;
    }
    try {
      Path source = Path.of(provenance.getOrDefault("source", "")).toAbsolutePath().normalize();
      return provenance.containsKey("source") && source.equals(data.toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return false; // the model comes from another system
    }
  }

  /**
   * Those of {@code posts} that say the same as a post that the model was fitted on; empty where
   * the model does not say.
   */
  static Optional<Twins> twins(Path model, List<LabelledPost> posts) {
    Path file = model.resolve(TRACES);
    return Files.isRegularFile(file)
        ? Optional.of(Traces.read(file).twins(posts))
        : Optional.empty();
  }

  /** What the model reached on its own test part; empty where its metrics cannot be read. */
  static Optional<Transfer.Home> home(Path model) {
    Path file = model.resolve(RunFolder.METRICS);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      JsonNode system = StrictJson.object(file, MOST_BYTES).path("systems").path(0);
      Map<Metric, Estimate> scores = new EnumMap<>(Metric.class);
      for (Metric metric : List.of(Metric.ACCURACY, Metric.MACRO_F1)) {
        JsonNode score = system.path(metric.key());
        if (score.path("value").isNumber()
            && score.path("low").isNumber()
            && score.path("high").isNumber()) {
          scores.put(
              metric,
              new Estimate(
                  score.path("value").asDouble(),
                  score.path("low").asDouble(),
                  score.path("high").asDouble()));
        }
      }
      return scores.isEmpty()
          ? Optional.empty()
          : Optional.of(new Transfer.Home(system.path("posts").asInt(0), scores));
    } catch (StrictJson.NotAnObject | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
