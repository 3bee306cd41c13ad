package org.covalence.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.covalence.encoder.Encoder;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.NamedFiles;
import org.covalence.spec.Seeds;
import org.covalence.split.Fingerprint;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.ContentHash;
import org.covalence.store.Version;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;

/**
 * All that fitting a network needs: a training and a validation part, prepared for some encoders.
 * There is no test part in it, so whatever is handed one of these cannot look at that.
 *
 * @param plans one for each encoder, in the order of the inputs
 */
record Fitting(
    List<EncoderPlan> plans, Prepared<TrainingPart> training, Prepared<ValidationPart> validation) {
  Fitting {
    plans = List.copyOf(plans);
  }

  /**
   * A network that was fitted. Whoever has it closes it.
   *
   * @param plans those of its encoders
   * @param inputs which of all encoders these are
   * @param validation what it was chosen on, for its encoders alone
   */
  record Fitted(
      Network network,
      List<EncoderPlan> plans,
      List<Integer> inputs,
      Trainer.Fit fit,
      Prepared<ValidationPart> validation)
      implements AutoCloseable {
    @Override
    public void close() {
      network.close();
    }
  }

  /** The modalities that there are encoders of. */
  List<Modality> modalities() {
    return plans.stream().map(EncoderPlan::modality).distinct().toList();
  }

  /**
   * Fits a network of some of the modalities.
   *
   * @param spec how: its encoders are prepared as those of the plans are, in the same order
   * @param seed of everything that is left to chance
   * @param checkpoint where the fitting is kept after each epoch, and goes on from
   * @param listener hears of every epoch; what it throws ends the fitting
   */
  Fitted fit(
      ExperimentSpec spec,
      List<Modality> modalities,
      long seed,
      Optional<Path> checkpoint,
      Consumer<Epoch> listener) {
    Seeds seeds = new Seeds(seed);
    List<Integer> chosen =
        modalities.stream()
            .flatMap(
                m ->
                    IntStream.range(0, plans.size())
                        .filter(e -> plans.get(e).modality().equals(m))
                        .boxed())
            .toList();
    List<EncoderPlan> own = chosen.stream().map(plans::get).toList();
    PyTorch.useThreads(
        own.stream().anyMatch(EncoderPlan::gainsFromThreads) ? spec.run().threadCount() : 1);
    Prepared<TrainingPart> ownTraining = training.only(chosen);
    Prepared<ValidationPart> ownValidation = validation.only(chosen);
    Network network = network(spec, chosen, ownTraining, seeds);
    try {
      Trainer.Fit fit =
          new Trainer(spec.training(), spec.balance(), seeds)
              .fit(
                  network,
                  ownTraining,
                  ownValidation,
                  checkpoint.map(file -> new Checkpoint(file, identity(spec, modalities, seed))),
                  listener);
      return new Fitted(network, own, chosen, fit, ownValidation);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Fits once more what {@link #fit} of another of these came to: from first weights of the same
   * seed, on this training part, which holds the validation part too, for as many epochs as were
   * best. What the validation part has to say must have been asked before.
   *
   * @param spec the one that {@code chosen} was fitted by
   * @param seed the one that {@code chosen} was fitted with
   * @return in place of {@code chosen}, which is closed; its epochs are those of {@code chosen}
   */
  Fitted again(ExperimentSpec spec, long seed, Fitted chosen) {
    Seeds seeds = new Seeds(seed);
    Prepared<TrainingPart> all = training.only(chosen.inputs());
    Network network = network(spec, chosen.inputs(), all, seeds);
    try {
      int epochs = chosen.fit().best().epoch();
      Trainer.Fit fit =
          new Trainer(spec.training().lasting(epochs), spec.balance(), seeds)
              .fit(network, all, validation.only(chosen.inputs()), Optional.empty(), epoch -> {});
      chosen.close();
      return new Fitted(
          network,
          chosen.inputs().stream().map(plans::get).toList(),
          chosen.inputs(),
          new Trainer.Fit(chosen.fit().epochs(), fit.classes()),
          chosen.validation());
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** A hash of everything that decides what a fitting comes to. */
  private String identity(ExperimentSpec spec, List<Modality> modalities, long seed) {
    ContentHash hash = new ContentHash().add(modalities.toString()).add(Long.toString(seed));
    Map<String, String> settings = spec.only(modalities, seed).settings();
    settings.forEach((key, value) -> hash.add(key).add(value));
    NamedFiles.contents(settings).forEach((key, value) -> hash.add(key).add(value));
    hash.add(Integer.toString(spec.run().threadCount()));
    hash.add(Fingerprint.of(training.part().posts()));
    hash.add(Fingerprint.of(validation.part().posts()));
    return hash.add(Checkpoint.LAYOUT).add(Version.current()).add(PyTorch.version()).hex();
  }

  private Network network(
      ExperimentSpec spec, List<Integer> chosen, Prepared<TrainingPart> ownTraining, Seeds seeds) {
    Parameters parameters = new Parameters(seeds.stream("initial weights"));
    List<Encoder> encoders = new ArrayList<>();
    List<Modality> origins = new ArrayList<>();
    List<FusionHead.Port> ports = new ArrayList<>();
    for (int e = 0; e < chosen.size(); e++) {
      EncoderPlan plan = plans.get(chosen.get(e));
      Encoder encoder = plan.build(parameters.in(plan.name()));
      encoders.add(encoder);
      origins.add(plan.modality());
      ports.add(
          new FusionHead.Port(
              plan.name(),
              plan.modality(),
              encoder.width(),
              spec.fusion().readsStates() ? encoder.stateWidth() : Optional.empty(),
              // Not that of the plan: trials that differ in nothing else share one.
              spec.encoders().get(chosen.get(e)).pooledDropout(),
              plan.examples(ownTraining.inputs().get(e)),
              plan.stateExamples(ownTraining.inputs().get(e))));
    }
    FusionHead head =
        new FusionHead(parameters.in("fusion"), spec.fusion(), ports, Sentiment.values().length);
    return new Network(parameters, origins, encoders, head);
  }
}
