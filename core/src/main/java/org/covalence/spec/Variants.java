package org.covalence.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;

/**
 * What an experiment is without each of its parts, one at a time: without a modality, without one
 * of several encoders, with plain fusion, and without each setting that declares what turns it off.
 */
public final class Variants {
  private static final String PLAIN = Specs.name(FusionSpec.Concatenation.class);

  private Variants() {}

  /** Every part left out that is there to be left out, coarse ones first; may be empty. */
  public static List<Variant> of(ExperimentSpec full) {
    List<Variant> variants = new ArrayList<>(withoutModalities(full));
    variants.addAll(withoutEncoders(full));
    variants.addAll(plainFusion(full));
    variants.addAll(turnedOff(full));
    return variants;
  }

  private static List<Variant> withoutModalities(ExperimentSpec full) {
    List<Modality> all = full.encoders().stream().map(EncoderSpec::modality).distinct().toList();
    return all.size() < 2
        ? List.of()
        : all.stream()
            .map(
                left ->
                    without(
                        left.name(),
                        "no " + left.name() + " at all",
                        full.only(
                            all.stream().filter(m -> !m.equals(left)).toList(),
                            full.run().firstTrainingSeed())))
            .toList();
  }

  private static List<Variant> withoutEncoders(ExperimentSpec full) {
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < full.encoders().size(); i++) {
      EncoderSpec left = full.encoders().get(i);
      if (full.encoders().stream().filter(e -> e.modality().equals(left.modality())).count() > 1) {
        String type = EncoderSpec.typeOf(full.encoders(), i);
        variants.add(
            without(
                type,
                left.modality() + " without its encoder " + type,
                full.with(full.encoders().stream().filter(e -> e != left).toList())));
      }
    }
    return variants;
  }

  /** A single modality has nothing to be fused with, but its fusion is a part all the same. */
  private static List<Variant> plainFusion(ExperimentSpec full) {
    String fusion = Specs.name(full.fusion().getClass());
    return fusion.equals(PLAIN)
        ? List.of()
        : List.of(
            new Variant(
                "fusion",
                "with fusion=" + PLAIN,
                PLAIN + " instead of " + fusion,
                read(changed(full, Map.of("fusion", PLAIN)))));
  }

  private static List<Variant> turnedOff(ExperimentSpec full) {
    Map<String, String> settings = full.settings();
    List<Variant> variants = new ArrayList<>();
    for (Declared declared : ExperimentSpec.declared()) {
      String key = declared.key();
      String value = settings.get(key);
      if (value != null && !declared.off().isEmpty() && isFelt(key, full)) {
        // What is off already reads as an equal experiment, however its value is written.
        turned(full, key, declared.off())
            .filter(off -> !off.equals(full))
            .map(off -> without(key, key + " " + declared.off() + " instead of " + value, off))
            .ifPresent(variants::add);
      }
    }
    return variants;
  }

  /** Empty where that cannot be, as of two encoders that would become one. */
  private static Optional<ExperimentSpec> turned(ExperimentSpec full, String key, String value) {
    try {
      return Optional.of(read(changed(full, Map.of(key, value))));
    } catch (CovalenceException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a setting does anything beside the others: to leave out what does not tells nothing.
   */
  private static boolean isFelt(String key, ExperimentSpec full) {
    boolean isFused = full.encoders().stream().map(EncoderSpec::modality).distinct().count() > 1;
    return switch (key) {
      case "class-weight-power" -> full.balance().classBalanceBeta() == 0;
      case "modality-dropout", "gradient-modulation" -> isFused;
      case "auxiliary-weight" -> full.fitsModalities();
      case "word-dropout" -> full.encoders().stream().anyMatch(e -> e instanceof WordEncoderSpec);
      default -> true;
    };
  }

  private static Variant without(String name, String about, ExperimentSpec spec) {
    return new Variant(name, "without " + name, about, spec);
  }

  /**
   * The settings of an experiment with some of them changed. What the two have in common by name
   * stays: another encoder of the text has the dropout of the one it replaces.
   */
  static Settings changed(ExperimentSpec full, Map<String, String> changes) {
    Settings settings = new Settings();
    full.settings()
        .forEach(
            (key, value) -> {
              if (!changes.containsKey(key)) {
                settings.put(key, value, "the full configuration");
              }
            });
    // What is said of an encoder or a fusion that is replaced is no fault.
    settings.permitAll();
    changes.forEach((key, value) -> settings.put(key, value, "the variant"));
    return settings;
  }

  /** The experiment of settings, all of which must fit. */
  static ExperimentSpec read(Settings settings) {
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    return spec;
  }

  /** What settings are, and were: {@code epochs 3 instead of 10}. */
  static String differences(ExperimentSpec full, Map<String, String> changes) {
    Map<String, String> before = full.settings();
    List<String> words = new ArrayList<>();
    new TreeMap<>(changes)
        .forEach(
            (key, value) ->
                words.add(
                    key
                        + " "
                        + value
                        + (before.containsKey(key) ? " instead of " + before.get(key) : "")));
    return String.join("; ", words);
  }
}
