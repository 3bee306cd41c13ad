package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.covalence.power.PowerAnalysis;
import org.covalence.power.PowerAnalysis.Detectable;
import org.covalence.power.PowerAnalysis.Planned;
import org.covalence.power.PowerQuestion;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.StrictJson;

/** Tells what a test part of some size could show, before anything is trained. */
final class PowerCommand implements Command {
  /** What is asked. */
  record PowerSpec(
      @Setting(about = "posts of the test part", value = "450", min = 1, max = 10_000_000)
          int posts,
      @Setting(
              about = "accuracy of the less accurate of two systems, a fraction",
              value = "0.7",
              min = 0.001,
              max = 0.999)
          double accuracy,
      @Setting(
              about =
                  "share of posts that only one of the two has right, as from systems compared before (default: assumed)",
              min = 0,
              max = 1)
          Optional<Double> discordant,
      @Setting(
              about = "difference in accuracy that one hopes to show, a fraction",
              min = 0,
              max = 1)
          Optional<Double> difference,
      @Setting(
              about = "pairs of systems that are tested together",
              value = "1",
              min = 1,
              max = 1_000_000)
          int pairs,
      @Setting(
              about = "chance of a false claim that is allowed over all pairs",
              value = "0.05",
              min = 0.000001,
              max = 0.5)
          double level,
      @Setting(
              about = "how likely a true difference is to be shown",
              value = "0.8",
              min = 0.01,
              max = 0.9999)
          double power) {}

  @Override
  public String name() {
    return "power";
  }

  @Override
  public String about() {
    return "Tell what a test part of some size could show: how wide its intervals are, and the smallest difference that a test would find.";
  }

  @Override
  public String example() {
    return "covalence power --posts 450 --accuracy 0.75 --difference 0.03";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(PowerSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    PowerSpec spec = Specs.read(PowerSpec.class, "", settings);
    settings.finish();
    PowerAnalysis analysis =
        PowerAnalysis.of(
            new PowerQuestion(
                spec.posts(),
                spec.accuracy(),
                optional(spec.discordant()),
                optional(spec.difference()),
                spec.level() / spec.pairs(),
                spec.power(),
                0.95));
    console.result(json(spec, analysis), text(spec, analysis));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private static String text(PowerSpec spec, PowerAnalysis analysis) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        say(
            "On %,d posts an accuracy of %s %% has a 95 %% interval of [%s, %s]: %s points to either side.",
            spec.posts(),
            percent(spec.accuracy()),
            percent(analysis.accuracy().low()),
            percent(analysis.accuracy().high()),
            percent(analysis.halfWidth())));
    paragraphs.add(
        say(
            "Two systems on the same posts: McNemar's exact test at level %s%s shows a difference in accuracy with a chance of %s %% from this size on:",
            Double.toString(spec.level()),
            spec.pairs() > 1 ? say(" over %,d pairs", spec.pairs()) : "",
            percent(spec.power())));
    for (Detectable detectable : analysis.detectable()) {
      paragraphs.add(say("- %s points, %s", smallest(detectable), assumption(detectable)));
    }
    if (spec.difference().isPresent()) {
      paragraphs.add(say("A true difference of %s points:", percent(spec.difference().get())));
      for (Detectable detectable : analysis.detectable()) {
        detectable.planned().ifPresent(p -> paragraphs.add(planned(p, detectable, spec)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String paragraph : paragraphs) {
      text.append(text.isEmpty() || paragraph.startsWith("- ") ? "" : "\n");
      Paragraph.lines(paragraph).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static String smallest(Detectable detectable) {
    return detectable.smallestDifference().isPresent()
        ? percent(detectable.smallestDifference().getAsDouble())
        : "no number of";
  }

  private static String assumption(Detectable detectable) {
    return say(
        "where only one of the two is right on %s %% of the posts (%s)",
        percent(detectable.discordant()), detectable.discordance().assumption());
  }

  private static String planned(Planned planned, Detectable detectable, PowerSpec spec) {
    return say(
        "- is shown with a chance of %s %%, and with %s %% on %s posts (%s)",
        percent(planned.power()),
        percent(spec.power()),
        planned.posts().isPresent()
            ? say("%,d", planned.posts().getAsInt())
            : "more than ten million",
        detectable.discordance().assumption());
  }

  private static String percent(double fraction) {
    return say("%.1f", 100 * fraction);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static ObjectNode json(PowerSpec spec, PowerAnalysis analysis) {
    ObjectNode json = StrictJson.object().put("posts", spec.posts());
    json.putObject("accuracy")
        .put("value", spec.accuracy())
        .put("low", analysis.accuracy().low())
        .put("high", analysis.accuracy().high());
    json.put("level", spec.level()).put("pairs", spec.pairs()).put("power", spec.power());
    ArrayNode detectable = json.putArray("detectable");
    for (Detectable one : analysis.detectable()) {
      ObjectNode node =
          detectable
              .addObject()
              .put("assumption", one.discordance().assumption())
              .put("discordant", one.discordant());
      one.smallestDifference().ifPresent(d -> node.put("smallestDifference", d));
      one.planned()
          .ifPresent(
              p -> {
                ObjectNode planned =
                    node.putObject("planned")
                        .put("difference", p.difference())
                        .put("discordant", p.discordant())
                        .put("power", p.power());
                p.posts().ifPresent(posts -> planned.put("posts", posts));
              });
    }
    return json;
  }
}
