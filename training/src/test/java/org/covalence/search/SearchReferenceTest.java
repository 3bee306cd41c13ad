package org.covalence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.covalence.significance.Wilcoxon;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Optuna comes to, by {@code tools/search_reference.py}. */
@Tag("long")
class SearchReferenceTest {
  private static final JsonNode OPTUNA = read();

  private static JsonNode read() {
    try (InputStream in = SearchReferenceTest.class.getResourceAsStream("optuna.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] optuna(Functions function, String sampler) {
    JsonNode best =
        OPTUNA.path("best").path(function.name().toLowerCase(Locale.ROOT)).path(sampler);
    return StreamSupport.stream(best.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] best(Functions function, Sampler sampler) {
    int trials = OPTUNA.path("trials").asInt();
    return IntStream.range(0, optuna(function, "tpe").length)
        .mapToDouble(seed -> function.best(sampler, seed, trials))
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int middle = sorted.length / 2;
    return (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @ParameterizedTest
  @EnumSource
  void bestOfAHundredTrials_isInTheMedianOfThirtySeedsNoWorseThanOptunas_andBetterThanChance(
      Functions function) {
    double[] tpe = best(function, new Tpe());
    double[] random = best(function, new RandomSearch());
    Wilcoxon againstChance = Wilcoxon.of(random, tpe);
    // Two-sided p over two, as the better one was named beforehand.
    double p = againstChance.plus() > againstChance.minus() ? againstChance.p() / 2 : 1;
    String figures =
        "%s: %.4f, Optuna %.4f, by chance %.4f (Optuna %.4f), p %.2g"
            .formatted(
                function,
                median(tpe),
                median(optuna(function, "tpe")),
                median(random),
                median(optuna(function, "random")),
                p);

    assertThat(median(tpe)).as(figures).isLessThanOrEqualTo(median(optuna(function, "tpe")));
    assertThat(p).as(figures).isLessThan(0.01);
  }

  @Test
  void importances_areThoseOfOptuna() {
    Domain words = new Domain.Choice(List.of("attention", "concatenation", "none"));
    assertImportance(
        "plain",
        new Parameter("rate", new Domain.Real(1e-4, 1e-1, true)),
        new Parameter("dropout", new Domain.Real(0, 0.9, false)),
        new Parameter("width", new Domain.Whole(32, 256, false, 32)),
        new Parameter("layers", new Domain.Whole(1, 4, false, 1)),
        new Parameter("fusion", words));
  }

  @Test
  void importancesOfConditionalParameters_areThoseOfOptuna() {
    assertImportance(
        "conditional",
        new Parameter("family", new Domain.Choice(List.of("densenet", "lstm"))),
        new Parameter("dropout", new Domain.Real(0, 0.9, false)),
        new Parameter(
            "width",
            new Domain.Whole(16, 512, true, 1),
            new TreeMap<>(Map.of("family", List.of("lstm")))),
        new Parameter(
            "share",
            new Domain.Real(0, 1, false),
            new TreeMap<>(Map.of("family", List.of("densenet")))));
  }

  private static void assertImportance(String table, Parameter... parameters) {
    JsonNode reference = OPTUNA.path("importances").path(table);
    List<Trial> trials = new ArrayList<>();
    List<Trial> turned = new ArrayList<>();
    for (JsonNode row : reference.path("trials")) {
      Map<String, String> settings = new LinkedHashMap<>();
      row.path("settings")
          .properties()
          .forEach(s -> settings.put(s.getKey(), s.getValue().asText()));
      double value = row.path("value").asDouble();
      trials.add(Trials.ended(trials.size(), settings, s -> value));
      turned.add(Trials.ended(turned.size(), settings, s -> -value));
    }
    SearchSpace space = new SearchSpace(Arrays.asList(parameters));

    Importance importance = Importance.of(space, Direction.MINIMISE, trials).orElseThrow();

    reference
        .path("importance")
        .properties()
        .forEach(
            expected ->
                assertThat(importance.shares().get(expected.getKey()))
                    .as(expected.getKey())
                    .isCloseTo(expected.getValue().asDouble(), within(1e-9)));
    assertThat(Importance.of(space, Direction.MAXIMISE, turned)).hasValue(importance);
  }
}
