package org.covalence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.covalence.train.Epoch;

/** Tells of the epochs of a training, on the screen as they end, and as JSON Lines. */
final class EpochLog implements Consumer<Epoch>, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Console console;
  private final Console.Bar bar;

  /**
   * Begins a table of epochs.
   *
   * @param system what is trained
   * @param most how many epochs there will be at most
   */
  EpochLog(String system, int most, Console console) {
    this.console = console;
    console.say(
        String.format(
            Locale.ROOT,
            "%-12s epoch    loss  validation loss  accuracy  macro-F1     time",
            system));
    this.bar = console.bar(system, most, "epochs");
  }

  @Override
  public void accept(Epoch epoch) {
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
    bar.step(1);
  }

  @Override
  public void close() {
    bar.close();
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
