package org.covalence.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.covalence.compare.ClassEstimates;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Floor;
import org.covalence.compare.SeedDifference;
import org.covalence.compare.Spread;
import org.covalence.compare.WithoutTwins;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.significance.EffectSize;
import org.covalence.significance.McNemar;

/**
 * A comparison as {@code metrics.json}: numbers are fractions in full precision, keys stand in a
 * fixed order, and the same comparison gives the same bytes. (Another processor may differ in the
 * last digit of a p-value or of Wilson's ends; resampled numbers do not.)
 */
public final class MetricsJson {
  private static final List<Metric> OF_THE_FLOOR =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1, Metric.WEIGHTED_F1);

  // Java 17 does not always write the shortest digits of a double, and Java 19 does (JDK-4511638):
  // Jackson's own writer gives the same digits on both.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private MetricsJson() {}

  /** The document as text that ends with a line feed. */
  public static String of(Comparison comparison) {
    return text(document(comparison));
  }

  static String text(ObjectNode document) {
    try {
      return WRITER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as a tree, to stand inside another one. */
  public static ObjectNode document(Comparison comparison) {
    ObjectNode document = MAPPER.createObjectNode();
    ArrayNode systems = document.putArray("systems");
    comparison.evaluations().forEach(e -> systems.add(system(e)));
    if (!comparison.spreads().isEmpty()) {
      ArrayNode spreads = document.putArray("spreads");
      comparison.spreads().forEach(s -> spreads.add(spread(s)));
    }
    comparison.folds().ifPresent(folds -> FoldsJson.add(folds, document));
    ArrayNode comparisons = document.putArray("comparisons");
    List<String> verdicts = Verdict.of(comparison);
    for (int i = 0; i < verdicts.size(); i++) {
      comparisons.add(difference(comparison.differences().get(i), verdicts.get(i)));
    }
    comparison
        .cochransQ()
        .ifPresent(
            q ->
                document
                    .putObject("cochransQ")
                    .put("statistic", q.statistic())
                    .put("degrees", q.degrees())
                    .put("p", q.p()));
    if (!comparison.seedDifferences().isEmpty()) {
      ArrayNode seeds = document.putArray("overSeeds");
      comparison.seedDifferences().forEach(d -> seeds.add(overSeeds(d)));
    }
    comparison.withoutTwins().ifPresent(w -> document.set("withoutTwins", withoutTwins(w)));
    ArrayNode labels = document.putArray("labels");
    comparison.protocol().labels().forEach(labels::add);
    document.put("labelRule", comparison.protocol().labelRule());
    document.put("dataFingerprint", comparison.protocol().dataFingerprint());
    document.put("signature", comparison.signature().line());
    return document;
  }

  static ObjectNode system(Evaluation evaluation) {
    ObjectNode system = MAPPER.createObjectNode();
    system.put("name", evaluation.system());
    system.put("seed", evaluation.seed());
    system.put("part", evaluation.scored().part());
    system.put("posts", evaluation.scored().posts());
    system.set("floor", floor(evaluation.floor()));
    for (Metric metric : Metric.values()) {
      system.set(metric.key(), estimate(evaluation.score(metric)));
    }
    ObjectNode perClass = system.putObject("perClass");
    evaluation.classes().forEach(k -> perClass.set(k.label(), scores(k)));
    ArrayNode confusion = system.putArray("confusion");
    for (int[] row : evaluation.matrix().rows()) {
      ArrayNode counts = confusion.addArray();
      for (int count : row) {
        counts.add(count);
      }
    }
    system.set("confusions", ProbabilisticJson.confusions(evaluation));
    evaluation
        .scored()
        .forecasts()
        .ifPresent(
            forecasts ->
                system.set(
                    "probabilistic",
                    ProbabilisticJson.of(forecasts, evaluation.protocol().labels())));
    return system;
  }

  static ObjectNode withoutTwins(WithoutTwins without) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("posts", without.posts() - without.leftOut());
    node.put("leftOut", without.leftOut());
    ObjectNode by = node.putObject("by");
    without.twins().byLikeness().forEach((likeness, ids) -> by.put(likeness.key(), ids.size()));
    ArrayNode ids = node.putArray("ids");
    without.twins().ids().stream().sorted().forEach(ids::add);
    ArrayNode systems = node.putArray("systems");
    without.evaluations().forEach(e -> systems.add(system(e)));
    return node;
  }

  private static ObjectNode floor(Floor floor) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("label", floor.label());
    OF_THE_FLOOR.forEach(metric -> node.put(metric.key(), floor.of(metric)));
    return node;
  }

  private static ObjectNode scores(ClassEstimates k) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("precision", k.precision().value());
    node.put("recall", k.recall().value());
    node.put("f1", k.f1().value());
    node.put("support", k.support());
    ObjectNode intervals = node.putObject("intervals");
    intervals.set("precision", ends(k.precision()));
    intervals.set("recall", ends(k.recall()));
    intervals.set("f1", ends(k.f1()));
    return node;
  }

  static ObjectNode difference(Difference difference, String verdict) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("a", difference.a().system());
    node.put("b", difference.b().system());
    node.put("seedA", difference.a().seed());
    node.put("seedB", difference.b().seed());
    node.set("difference", difference(Metric.MACRO_F1, difference.macroF1()));
    node.set("accuracyDifference", difference(Metric.ACCURACY, difference.accuracy()));
    ObjectNode tests = node.putObject("tests");
    ObjectNode mcNemar = tests.putObject("mcnemarExact");
    mcNemar.put("onlyA", difference.mcNemar().onlyFirst());
    mcNemar.put("onlyB", difference.mcNemar().onlySecond());
    mcNemar.put("p", difference.mcNemar().p());
    mcNemar.put("pHolm", difference.pHolm());
    mcNemar.put("midP", difference.mcNemar().midP());
    tests
        .putObject("randomisation")
        .put("metric", Metric.MACRO_F1.key())
        .put("p", difference.macroF1Test().p())
        .put("pHolm", difference.macroF1Test().pHolm());
    ObjectNode effect = node.putObject("effect");
    double confidence = difference.a().protocol().bootstrap().confidence();
    McNemar test = difference.mcNemar();
    effect.set(
        "accuracyDifferenceTango",
        estimate(test.difference(difference.a().scored().posts(), confidence)));
    effect.set(
        "cohensG", estimate(EffectSize.cohensG(test.onlyFirst(), test.onlySecond(), confidence)));
    effect.put(
        "cohensH",
        EffectSize.cohensH(
            difference.a().score(Metric.ACCURACY).value(),
            difference.b().score(Metric.ACCURACY).value()));
    difference
        .smallestDifference()
        .ifPresent(smallest -> node.put("smallestDifferenceShown", smallest));
    node.put("shown", difference.isShown());
    node.put("shownInMacroF1", difference.isShownInMacroF1());
    node.put("verdict", verdict);
    return node;
  }

  private static ObjectNode difference(Metric metric, Estimate difference) {
    ObjectNode node = MAPPER.createObjectNode().put("metric", metric.key());
    node.setAll(estimate(difference));
    return node;
  }

  private static ObjectNode spread(Spread spread) {
    ObjectNode node = MAPPER.createObjectNode().put("name", spread.system());
    ArrayNode seeds = node.putArray("seeds");
    spread.seeds().forEach(seeds::add);
    for (Metric metric : Metric.values()) {
      node.putObject(metric.key())
          .put("mean", spread.mean(metric))
          .put("standardDeviation", spread.standardDeviation(metric));
    }
    return node;
  }

  private static ObjectNode overSeeds(SeedDifference difference) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("a", difference.a().system())
            .put("b", difference.b().system());
    node.set(Metric.ACCURACY.key(), overSeeds(difference.accuracy()));
    node.set(Metric.MACRO_F1.key(), overSeeds(difference.macroF1()));
    return node;
  }

  private static ObjectNode overSeeds(SeedDifference.OverSeeds over) {
    ObjectNode node = MAPPER.createObjectNode();
    node.set("a12", estimate(over.chance()));
    node.put("epsilonMinA", over.forA().epsilonMin());
    node.put("epsilonMinB", over.forB().epsilonMin());
    return node;
  }

  static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = MAPPER.createObjectNode().put("value", estimate.value());
    node.setAll(ends(estimate));
    return node;
  }

  private static ObjectNode ends(Estimate estimate) {
    return MAPPER.createObjectNode().put("low", estimate.low()).put("high", estimate.high());
  }
}
