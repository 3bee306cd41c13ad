package org.covalence.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.covalence.compare.Comparison;
import org.covalence.compare.Difference;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Signature;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;

/**
 * What a comparison lets one say, and what it does not, in plain sentences. Of a system it may be
 * said that it has learnt something where its interval lies above the floor; of a pair, what {@link
 * Verdict} says.
 *
 * @param summary the whole in a few sentences
 * @param may what may be claimed
 * @param mayNot what may not, and why; never empty, as no figure says more than its posts
 */
public record Claims(String summary, List<String> may, List<String> mayNot) {
  public Claims {
    may = List.copyOf(may);
    mayNot = List.copyOf(mayNot);
  }

  /** The claims of {@code comparison}: systems in their order, pairs in theirs, then the whole. */
  public static Claims of(Comparison comparison) {
    List<String> may = new ArrayList<>();
    List<String> mayNot = new ArrayList<>(List.of(reach(comparison)));
    for (Evaluation weakest : weakestTrainings(comparison)) {
      boolean clears =
          clears(weakest, comparison, Metric.ACCURACY)
              || clears(weakest, comparison, Metric.MACRO_F1);
      (clears ? may : mayNot).add(floor(weakest, comparison, clears));
    }
    List<String> verdicts = Verdict.of(comparison);
    for (int i = 0; i < verdicts.size(); i++) {
      Difference pair = comparison.differences().get(i);
      (pair.isShown() || pair.isShownInMacroF1() ? may : mayNot).add(verdicts.get(i));
    }
    OverAll.sentences(comparison).forEach(s -> (s.isShown() ? may : mayNot).add(s.words()));
    return new Claims(summary(comparison), may, mayNot);
  }

  private static String summary(Comparison comparison) {
    Signature signature = comparison.signature();
    if (comparison.evaluations().size() == 1) {
      Evaluation only = comparison.evaluations().get(0);
      Estimate accuracy = only.score(Metric.ACCURACY);
      return String.format(
          Locale.ROOT,
          "%s called %s %% of %,d posts right (%s %% interval %s to %s). Calling every post %s would have been right on %s %%.",
          only.system(),
          Figures.percent(accuracy.value()),
          signature.posts(),
          Lines.confidence(comparison.protocol()),
          Figures.percent(accuracy.low()),
          Figures.percent(accuracy.high()),
          comparison.floor().label(),
          Figures.percent(comparison.floor().of(Metric.ACCURACY)));
    }
    long shown = comparison.differences().stream().filter(Difference::isShown).count();
    long rest = comparison.differences().size() - shown;
    String measured =
        String.format(
            Locale.ROOT,
            "%d results were measured on the same %,d posts (part %s). ",
            comparison.evaluations().size(),
            signature.posts(),
            signature.part());
    if (comparison.differences().isEmpty()) {
      return measured + "All are of one system, trained from several seeds.";
    }
    return measured
        + pairs(shown, shown == 1 ? "differs" : "differ")
        + " in accuracy by more than chance would explain"
        + (rest == 0
            ? "."
            : "; for "
                + pairs(rest, "no difference could be shown")
                + ", which does not mean that there is none.");
  }

  private static String pairs(long count, String what) {
    return String.format(
        Locale.ROOT, "%s %s %s", count == 0 ? "no" : count, count == 1 ? "pair" : "pairs", what);
  }

  /** Of each system the training whose accuracy is the least sure to be above the floor. */
  private static List<Evaluation> weakestTrainings(Comparison comparison) {
    return comparison.evaluations().stream()
        .map(Evaluation::system)
        .distinct()
        .map(
            name ->
                comparison.evaluations().stream()
                    .filter(e -> e.system().equals(name))
                    .min(Comparator.comparingDouble(e -> e.score(Metric.ACCURACY).low()))
                    .orElseThrow())
        .toList();
  }

  private static boolean clears(Evaluation evaluation, Comparison comparison, Metric metric) {
    return evaluation.score(metric).low() > comparison.floor().of(metric);
  }

  private static String floor(Evaluation evaluation, Comparison comparison, boolean clears) {
    return Lines.name(comparison, evaluation)
        + (clears
            ? " does better than calling every post "
            : " does not clearly do better than calling every post ")
        + comparison.floor().label()
        + ": "
        + against(evaluation, comparison, Metric.ACCURACY)
        + "; "
        + against(evaluation, comparison, Metric.MACRO_F1)
        + ".";
  }

  private static String against(Evaluation evaluation, Comparison comparison, Metric metric) {
    Estimate score = evaluation.score(metric);
    double floor = comparison.floor().of(metric);
    return String.format(
        Locale.ROOT,
        "%s %s %s, %s the floor of %s",
        metric.title(),
        Figures.percent(score.value()),
        Figures.interval(score),
        score.low() > floor ? "above" : score.high() < floor ? "below" : "not told apart from",
        Figures.percent(floor));
  }

  private static String reach(Comparison comparison) {
    return "What lies beyond these posts. The figures hold for the label rule "
        + comparison.signature().rule()
        + ", this split and posts of this kind; figures under another rule or on other posts are not comparable with them."
        + (comparison.spreads().isEmpty()
            ? comparison.folds().isPresent()
                ? " Each system was trained from one seed on each fold, so nothing is known of other seeds."
                : " Each system was trained once, so nothing is known of other seeds."
            : " Intervals tell what other posts would change; the spread over seeds is told apart.");
  }
}
