package org.covalence.cli;

import java.util.Locale;
import java.util.Map;
import org.covalence.calibration.TemperatureScaling;
import org.covalence.compare.Comparison;
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
    model.calibration().scaling().ifPresent(scaling -> card.append(calibration(model, scaling)));
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
}
