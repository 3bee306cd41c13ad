package org.covalence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.covalence.train.Epoch;

/** Tells of the epochs of a training, on the screen and as JSON Lines. */
final class EpochLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EpochLog() {}

  /** Says a line for each epoch of {@code system}, below a heading. */
  static Consumer<Epoch> epochs(String system, Console console) {
    return epoch -> {
      if (epoch.epoch() == 1) {
        console.say(
            String.format(
                Locale.ROOT,
                "%-12s epoch    loss  validation loss  accuracy  macro-F1     time",
                system));
      }
      console.say(
          String.format(
              Locale.ROOT,
              "%18d  %6.4f  %15.4f  %6.1f %%  %6.1f %%  %5.1f s%s",
              epoch.epoch(),
              epoch.loss(),
              epoch.validationLoss(),
              100 * epoch.accuracy(),
              100 * epoch.macroF1(),
              epoch.seconds(),
              epoch.best() ? "  best" : ""));
    };
  }

  /** One line an epoch. Seconds are left out: the file is the same whenever the run is. */
  static String lines(List<Epoch> epochs) {
    StringBuilder lines = new StringBuilder();
    for (Epoch epoch : epochs) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("epoch", epoch.epoch())
              .put("loss", epoch.loss())
              .put("validationLoss", epoch.validationLoss())
              .put("validationAccuracy", epoch.accuracy())
              .put("validationMacroF1", epoch.macroF1())
              .put("learningRate", epoch.learningRate())
              .put("best", epoch.best());
      try {
        lines.append(JSON.writeValueAsString(json)).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an epoch that cannot be written", e);
      }
    }
    return lines.toString();
  }
}
