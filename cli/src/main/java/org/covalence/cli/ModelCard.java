package org.covalence.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.calibration.Reliability;
import org.covalence.calibration.RiskCoverage;
import org.covalence.calibration.TemperatureScaling;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.metric.Forecasts;
import org.covalence.metric.ProbabilityScores;
import org.covalence.report.Claims;
import org.covalence.report.MarkdownReport;
import org.covalence.spec.ExperimentSpec;
import org.covalence.train.TrainedModel;

/**
 * What {@code model.json} and {@code metrics.json} say, for people (after Mitchell et al., FAT*
 * 2019).
 */
final class ModelCard {
  private ModelCard() {}

  static String of(
      TrainedModel model,
      ExperimentSpec spec,
      Comparison measured,
      Map<String, String> provenance) {
    StringBuilder card = new StringBuilder();
    card.append("# ").append(model.name()).append(" sentiment of social-media posts\n\n");
    card.append(
        "Says whether a post is negative, neutral or positive, from "
            + String.join(" and ", spec.run().modalities())
            + (model.modalities().size() > 1 ? "; not all of it need be there" : "")
            + ".\n\n");
    card.append("## Results\n\n").append(MarkdownReport.of(measured)).append('\n');
    card.append(
        String.format(
            Locale.ROOT,
            "Fitted: %,d numbers in %d epochs, of which epoch %d was kept (validation macro-F1 %.1f %%).\n\n",
            model.parameterCount(),
            model.fit().epochs().size(),
            model.fit().best().epoch(),
            100 * model.fit().best().macroF1()));
    if (spec.training().refit()) {
      card.append(
          "Then fitted once more for as many epochs, on the training and the validation part together; what is said of the validation part is of the fit before.\n\n");
    }
    model.calibration().scaling().ifPresent(scaling -> card.append(calibration(model, scaling)));
    claims(card, measured);
    probabilities(card, measured);
    card.append("## Use\n\n");
    card.append("```\n" + PredictCommand.call("FOLDER", model.modalities()) + "\n```\n\n");
    card.append("## Limits\n\n");
    card.append(
        "- It knows posts like those it was fitted on; on others, measure it first: `covalence evaluate --model FOLDER --data OTHER`.\n"
            + "- Its labels are what annotators thought, who often disagree; a probability is no more certain than they were.\n"
            + "- Do not judge single people by it.\n"
            + "- Weights made from research data may carry the terms of that data.\n\n");
    card.append("## Where it comes from\n\n");
    provenance.forEach(
        (name, value) -> card.append("- ").append(name).append(": `").append(value).append("`\n"));
    card.append("\n`covalence train --config FOLDER/config.yaml --out OTHER` trains it again.\n\n");
    card.append("## Settings\n\n");
    spec.settings()
        .forEach(
            (key, value) ->
                card.append("- `").append(key).append("`: ").append(value).append('\n'));
    return card.toString();
  }

  private static String calibration(TrainedModel model, TemperatureScaling scaling) {
    return String.format(
        Locale.ROOT,
        "Calibrated on the validation part: temperature %.3f (log loss there %.4f, before %.4f); prediction sets from %,d posts.\n\n",
        scaling.temperature(),
        scaling.logLoss(),
        scaling.logLossBefore(),
        model.calibration().sets().orElseThrow().posts());
  }

  private static void claims(StringBuilder card, Comparison measured) {
    Claims claims = Claims.of(measured);
    card.append("## What may be claimed\n\n");
    claims.may().forEach(claim -> card.append("- ").append(claim).append('\n'));
    card.append("\nWhat may not be claimed:\n\n");
    claims.mayNot().forEach(claim -> card.append("- ").append(claim).append('\n'));
    card.append('\n');
  }

  private static void probabilities(StringBuilder card, Comparison measured) {
    for (Evaluation evaluation : measured.evaluations()) {
      Optional<Forecasts> told = evaluation.scored().forecasts();
      if (told.isEmpty()) {
        continue;
      }
      Forecasts forecasts = told.get();
      ProbabilityScores scores = ProbabilityScores.of(forecasts);
      Reliability reliability = Reliability.of(forecasts);
      card.append(
          String.format(
              Locale.ROOT,
              "## Probabilities\n\nOn the same posts: expected calibration error %.1f %% (%d bins of equal width; 0 is honest), log loss %.3f, Brier score %.3f, area under the risk-coverage curve %.3f. Of the surest half of the posts %.1f %% are called wrong.\n\n",
              100 * reliability.expectedError(),
              Reliability.BINS,
              scores.logLoss(),
              scores.brier(),
              RiskCoverage.of(forecasts).area(),
              100 * surestHalf(forecasts)));
    }
  }

  private static double surestHalf(Forecasts forecasts) {
    return RiskCoverage.of(forecasts).points().stream()
        .filter(point -> point.coverage() >= 0.5)
        .findFirst()
        .orElseThrow()
        .risk();
  }
}
