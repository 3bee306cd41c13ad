package org.covalence.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.post.Modality;

/**
 * All that a training depends on: data, encoders, fusion, training and run.
 *
 * @param encoders one or more for each modality in use, in the order of {@link
 *     RunSpec#modalities()}; no two are equal
 */
public record ExperimentSpec(
    SplitSpec split,
    List<EncoderSpec> encoders,
    FusionSpec fusion,
    TrainingSpec training,
    BalanceSpec balance,
    RunSpec run) {
  /** The modalities that have encoders. */
  public static final List<Modality> MODALITIES = List.of(Modality.TEXT, Modality.IMAGE);

  public ExperimentSpec {
    encoders = List.copyOf(encoders);
  }

  /**
   * Reads a whole experiment; the caller calls {@link Settings#finish} when it has taken its own
   * settings too.
   */
  public static ExperimentSpec read(Settings settings) {
    RunSpec run = Specs.read(RunSpec.class, "", settings);
    List<EncoderSpec> encoders = new ArrayList<>();
    List<String> names = MODALITIES.stream().map(Modality::name).toList();
    for (String name : run.modalities()) {
      if (!names.contains(name)) {
        settings.fault(
            "modalities",
            "there is no modality " + name + "; choose among " + String.join(", ", names));
      } else if (encoders.stream().anyMatch(e -> e.modality().name().equals(name))) {
        settings.fault("modalities", name + " is named twice");
      } else {
        encoders.addAll(EncoderSpec.read(new Modality(name), settings));
      }
    }
    if (run.modalities().isEmpty()) {
      settings.fault("modalities", "name at least one of " + String.join(", ", names));
    }
    settings.know(declared());
    // One configuration may serve text, image and both: what is said of a modality not in use is no
    // fault.
    for (Modality modality : MODALITIES) {
      if (!run.modalities().contains(modality.name())) {
        settings.take(modality + "-encoder");
        settings.take(EncoderSpec.besideKey(modality));
        encoderSettings(modality).forEach(d -> settings.take(d.key()));
      }
    }
    ExperimentSpec spec =
        new ExperimentSpec(
            Specs.read(SplitSpec.class, "", settings),
            encoders,
            FusionSpec.read(settings),
            Specs.read(TrainingSpec.class, "", settings),
            Specs.read(BalanceSpec.class, "", settings),
            run);
    if (spec.balance().gradientModulation() > 0) {
      spec.requireModalitiesThatLearn(settings);
    }
    return spec;
  }

  /** What holds back the modality that is ahead must know which it is, and have what to hold. */
  private void requireModalitiesThatLearn(Settings settings) {
    if (training.auxiliaryWeight() == 0) {
      settings.fault(
          "gradient-modulation",
          "which modality is ahead is told by the heads that auxiliary-weight fits; set that above 0");
    }
    if (!fitsModalities()) {
      settings.fault(
          "gradient-modulation",
          "joint fusion of frozen encoders has no weights of one modality to hold back; choose another fusion");
    }
  }

  /**
   * Whether any weights belong to one modality alone. Joint fusion of frozen encoders has none:
   * there the losses of single modalities fit nothing but their own heads.
   */
  boolean fitsModalities() {
    return !(fusion instanceof FusionSpec.Joint)
        || encoders.stream().anyMatch(encoder -> !encoder.frozen());
  }

  /** Every setting of an experiment, in the order of the help; those of second encoders too. */
  public static List<Declared> declared() {
    List<Declared> all = new ArrayList<>(Declared.of(SplitSpec.class, ""));
    all.addAll(Declared.of(RunSpec.class, ""));
    for (Modality modality : MODALITIES) {
      all.add(
          new Declared(
              modality + "-encoder",
              "encoder of the "
                  + modality
                  + ", or several with commas between: "
                  + String.join(", ", EncoderSpec.names(modality))
                  + "; settings of the second of a type start with "
                  + EncoderSpec.prefix(modality, 2)
                  + "-",
              EncoderSpec.defaultName(modality),
              Accepted.someOf(EncoderSpec.names(modality))));
      all.add(
          new Declared(
              EncoderSpec.besideKey(modality),
              "encoders beside those that "
                  + modality
                  + "-encoder names, or "
                  + EncoderSpec.NONE
                  + "; some presets name one",
              EncoderSpec.NONE));
      all.addAll(encoderSettings(modality));
    }
    List<String> fusions = Declared.members(FusionSpec.class).stream().map(Specs::name).toList();
    all.add(
        new Declared(
            "fusion",
            "how modalities are brought together: " + String.join(", ", fusions),
            "attention",
            Accepted.words(fusions)));
    all.addAll(Declared.ofFamily(FusionSpec.class, "fusion"));
    all.addAll(Declared.of(TrainingSpec.class, ""));
    all.addAll(Declared.of(BalanceSpec.class, ""));
    return List.copyOf(all);
  }

  private static List<Declared> encoderSettings(Modality modality) {
    List<Class<? extends Record>> members =
        Declared.members(EncoderSpec.class).stream()
            .filter(m -> modality.equals(EncoderSpec.modalityOf(m)))
            .toList();
    List<Declared> first = Declared.ofMembers(members, modality.name());
    List<Declared> all = new ArrayList<>(first);
    for (int number = 2; number <= EncoderSpec.MOST_OF_A_TYPE; number++) {
      // A key without the modality before it, such as that of the word vectors, is said once.
      Declared.ofMembers(members, EncoderSpec.prefix(modality, number)).stream()
          .filter(d -> first.stream().noneMatch(f -> f.key().equals(d.key())))
          .forEach(d -> all.add(d.asRepeated()));
    }
    return all;
  }

  /** The settings that {@link #read} makes an equal experiment of. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(Specs.write(split, ""));
    settings.putAll(Specs.write(run, ""));
    for (int i = 0; i < encoders.size(); i++) {
      EncoderSpec encoder = encoders.get(i);
      settings.merge(
          encoder.modality() + "-encoder",
          Specs.name(encoder.getClass()),
          (one, more) -> one + "," + more);
      settings.putAll(Specs.write((Record) encoder, EncoderSpec.prefixOf(encoders, i)));
    }
    settings.put("fusion", Specs.name(fusion.getClass()));
    settings.putAll(Specs.write((Record) fusion, "fusion"));
    settings.putAll(Specs.write(training, ""));
    settings.putAll(Specs.write(balance, ""));
    return settings;
  }

  /**
   * This experiment with some of its modalities and another training on the same split: the
   * settings that train one of the models of a comparison again.
   */
  public ExperimentSpec only(List<Modality> modalities, long trainingSeed) {
    RunSpec one =
        new RunSpec(
            modalities.stream().map(Modality::name).toList(),
            run.seed(),
            trainingSeed == run.seed() ? Optional.empty() : Optional.of(trainingSeed),
            run.threads(),
            run.cache());
    return new ExperimentSpec(
        split,
        encoders.stream().filter(e -> modalities.contains(e.modality())).toList(),
        fusion,
        training,
        balance,
        one);
  }

  /** This experiment with other encoders, of the same modalities. */
  ExperimentSpec with(List<EncoderSpec> others) {
    return new ExperimentSpec(split, others, fusion, training, balance, run);
  }

  /** This experiment with absolute paths, so that its settings mean the same in any folder. */
  public ExperimentSpec absolute() {
    Settings settings = new Settings();
    Path here = Path.of("").toAbsolutePath();
    settings().forEach((key, value) -> settings.put(key, value, "this run", here));
    return read(settings);
  }
}
