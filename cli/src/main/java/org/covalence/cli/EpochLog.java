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

  /** Says a line for each epoch of {@code system}. */
  static Consumer<Epoch> epochs(String system, Console console) {
    return epoch ->
        console.say(
            String.format(
                Locale.ROOT,
                "  %-10s epoch %2d  loss %.4f  validation: loss %.4f  accuracy %4.1f %%  macro-F1 %4.1f %%  %s(%.1f s)",
                system,
                epoch.epoch(),
                epoch.loss(),
                epoch.validationLoss(),
                100 * epoch.accuracy(),
                100 * epoch.macroF1(),
                epoch.best() ? "best " : "",
                epoch.seconds()));
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
