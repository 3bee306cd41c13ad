package org.covalence.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.label.Sentiment;
import org.covalence.store.BoundedLines;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * What any system, ours or another, said of posts: a file of one JSON object a line.
 *
 * <pre>
 * {"id": "4", "probabilities": {"negative": 0.1, "neutral": 0.2, "positive": 0.7}}
 * {"id": "5", "label": "neutral"}
 * </pre>
 *
 * A line has a label, probabilities, or both; then the label is the answer, whatever the
 * probabilities say, since a system may have a threshold of its own. A class that the probabilities
 * leave out has none. Other fields mean nothing here.
 *
 * @param answers in the order of the file; ids are unique
 * @param failed posts of which the file says that they could not be predicted ({@code "error"})
 */
public record SystemOutput(List<Answer> answers, List<String> failed) {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final double SUM_TOLERANCE = 1e-3;
  private static final String REMEDY =
      "write {\"id\": \"…\", \"label\": \"…\"} or {\"id\": \"…\", \"probabilities\": {\"positive\": 0.7, …}}";

  public SystemOutput {
    answers = List.copyOf(answers);
    failed = List.copyOf(failed);
  }

  /**
   * What was said of one post.
   *
   * @param probabilities in class order, summing to one; empty where the system tells none
   */
  public record Answer(String id, Sentiment label, Optional<List<Double>> probabilities) {
    public Answer {
      probabilities = probabilities.map(List::copyOf);
    }
  }

  /** Whether there are probabilities for every post. */
  public boolean hasProbabilities() {
    return answers.stream().allMatch(answer -> answer.probabilities().isPresent());
  }

  /**
   * Reads a whole file.
   *
   * @throws CovalenceException for the first line that is no answer, or an id that comes twice:
   *     figures computed from a part of a file would be wrong without a sign of it
   */
  public static SystemOutput read(Path file) {
    List<Answer> answers = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (BoundedLines lines = BoundedLines.open(file, StandardCharsets.UTF_8, MAX_LINE_BYTES)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        String place = file + " line " + line.get().number();
        if (line.get() instanceof BoundedLines.Line.Fault fault) {
          throw CovalenceException.data(fault.reason(), place, fault.remedy());
        }
        String text = ((BoundedLines.Line.Text) line.get()).text();
        if (text.isBlank()) {
          continue;
        }
        Fields fields = new Fields(object(text, place), place);
        if (!ids.add(fields.id())) {
          throw CovalenceException.data(
              "expected each post once, found " + Excerpt.of(fields.id()) + " again",
              place,
              "leave one line a post");
        }
        if (fields.json().has("error")) {
          failed.add(fields.id());
        } else {
          answers.add(fields.answer());
        }
      }
    }
    if (answers.isEmpty()) {
      throw CovalenceException.data("expected predictions, found none", file.toString(), REMEDY);
    }
    return new SystemOutput(answers, failed);
  }

  private static ObjectNode object(String text, String place) {
    try {
      return StrictJson.object(text);
    } catch (StrictJson.NotAnObject e) {
      throw CovalenceException.data(String.valueOf(e.getMessage()), place, REMEDY, e);
    }
  }

  /** The fields of one line, each checked as it is taken. */
  private record Fields(ObjectNode json, String place) {
    String id() {
      JsonNode node = json.path("id");
      if (node.isIntegralNumber()) {
        return node.asText();
      }
      if (!node.isTextual() || node.asText().isBlank()) {
        throw fault("expected an id, found " + StrictJson.kind(node));
      }
      return node.asText().strip();
    }

    Answer answer() {
      Optional<List<Double>> probabilities =
          json.has("probabilities")
              ? Optional.of(probabilities(json.path("probabilities")))
              : Optional.empty();
      Optional<Sentiment> label =
          json.has("label") ? Optional.of(label(json.path("label"))) : Optional.empty();
      if (label.isEmpty() && probabilities.isEmpty()) {
        throw fault("expected a label or probabilities, found neither");
      }
      return new Answer(
          id(),
          label.or(() -> probabilities.map(Sentiment::likeliest)).orElseThrow(),
          probabilities);
    }

    private Sentiment label(JsonNode node) {
      Optional<Sentiment> label =
          node.isTextual() ? Sentiment.parse(node.asText()) : Optional.empty();
      return label.orElseThrow(
          () ->
              fault(
                  "expected a label of "
                      + String.join(", ", Sentiment.NAMES)
                      + ", found "
                      + (node.isTextual() ? Excerpt.of(node.asText()) : StrictJson.kind(node))));
    }

    private List<Double> probabilities(JsonNode node) {
      if (!node.isObject()) {
        throw fault("expected probabilities by class, found " + StrictJson.kind(node));
      }
      double[] values = new double[Sentiment.values().length];
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        Sentiment label =
            Sentiment.parse(entry.getKey())
                .orElseThrow(
                    () ->
                        fault(
                            "expected the classes "
                                + String.join(", ", Sentiment.NAMES)
                                + ", found "
                                + Excerpt.of(entry.getKey())));
        values[label.ordinal()] = fraction(entry.getValue(), label);
      }
      double sum = Arrays.stream(values).sum();
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw fault("expected probabilities that sum to 1, found a sum of " + sum);
      }
      return Arrays.stream(values).mapToObj(value -> value / sum).toList();
    }

    private double fraction(JsonNode node, Sentiment label) {
      if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() <= 1)) {
        throw fault(
            "expected a probability between 0 and 1 of "
                + label.label()
                + ", found "
                + (node.isNumber() ? node.asText() : StrictJson.kind(node)));
      }
      return node.asDouble();
    }

    private CovalenceException fault(String what) {
      return CovalenceException.data(what, place, REMEDY);
    }
  }
}
