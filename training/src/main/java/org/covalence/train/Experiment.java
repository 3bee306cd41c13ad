package org.covalence.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.covalence.encoder.Encoder;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Seeds;
import org.covalence.split.Fingerprint;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.store.Version;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;

/**
 * A split whose posts are prepared for every encoder of a spec, from which any of its modalities
 * can be trained: the text alone, the picture alone, and both together, all on the same posts.
 */
public final class Experiment implements AutoCloseable {
  private final ExperimentSpec spec;
  private final List<EncoderPlan> plans;
  private final List<Finding> findings;
  private final Prepared<TrainingPart> training;
  private final Prepared<ValidationPart> validation;
  private final Prepared<TestPart> test;
  private final Runnable whenClosed;

  /**
   * @param whenClosed lets go of what the plans hold
   */
  Experiment(
      ExperimentSpec spec,
      List<EncoderPlan> plans,
      List<Finding> findings,
      Prepared<TrainingPart> training,
      Prepared<ValidationPart> validation,
      Prepared<TestPart> test,
      Runnable whenClosed) {
    this.spec = spec;
    this.plans = List.copyOf(plans);
    this.findings = List.copyOf(findings);
    this.training = training;
    this.validation = validation;
    this.test = test;
    this.whenClosed = whenClosed;
  }

  /**
   * Prepares a split. Posts whose picture cannot be used are left out of their part and are
   * findings, so that every system sees the same posts. {@link Experiments} does so for several
   * splits of the same posts.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @throws CovalenceException if a part is left empty, or, where the spec is strict, at the first
   *     post that cannot be used
   */
  public static Experiment prepare(
      ExperimentSpec spec, Split split, Function<Modality, Progress> progress) {
    List<LabelledPost> all = split.parts().stream().flatMap(p -> p.posts().stream()).toList();
    Experiments experiments = Experiments.prepare(spec, all, progress);
    try {
      return experiments.on(split, progress, experiments::close);
    } catch (RuntimeException e) {
      experiments.close();
      throw e;
    }
  }

  /** The spec that the experiment was prepared from. */
  public ExperimentSpec spec() {
    return spec;
  }

  /** Posts that could not be used. */
  public List<Finding> findings() {
    return findings;
  }

  /** What the encoders have to say, a line each. */
  public List<String> remarks() {
    return plans.stream().flatMap(p -> p.remarks().stream()).toList();
  }

  /** The modalities that can be trained. */
  public List<Modality> modalities() {
    return plans.stream().map(EncoderPlan::modality).distinct().toList();
  }

  /** The modality of each encoder, in the order of the inputs. */
  List<Modality> origins() {
    return plans.stream().map(EncoderPlan::modality).toList();
  }

  public Prepared<TrainingPart> training() {
    return training;
  }

  public Prepared<ValidationPart> validation() {
    return validation;
  }

  public Prepared<TestPart> test() {
    return test;
  }

  /**
   * Trains a model of some of the modalities.
   *
   * @param modalities one or more of {@link #modalities}
   * @param seed of everything that is left to chance
   * @param listener hears of every epoch
   */
  public TrainedModel train(List<Modality> modalities, long seed, Consumer<Epoch> listener) {
    return train(modalities, seed, Optional.empty(), listener);
  }

  /**
   * As {@link #train(List, long, Consumer)}, keeping the training in {@code checkpoint} after each
   * epoch and going on from what stands there, to the same bytes as without a stop.
   *
   * @throws CovalenceException if what stands there belongs to another training
   */
  public TrainedModel train(
      List<Modality> modalities, long seed, Optional<Path> checkpoint, Consumer<Epoch> listener) {
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
    Prepared<TrainingPart> ownTraining = only(training, chosen);
    Network network = network(own, ownTraining, seeds);
    try {
      Trainer.Fit fit =
          new Trainer(spec.training(), spec.balance(), seeds)
              .fit(
                  network,
                  ownTraining,
                  only(validation, chosen),
                  checkpoint.map(file -> new Checkpoint(file, identity(modalities, seed))),
                  listener);
      Calibration calibration =
          spec.training().calibrate()
              ? Calibration.fit(network, only(validation, chosen))
              : Calibration.NONE;
      return new TrainedModel(
          network, own, fit, calibration, only(validation, chosen), only(test, chosen));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** A hash of everything that decides what a training comes to. */
  private String identity(List<Modality> modalities, long seed) {
    ContentHash hash = new ContentHash().add(modalities.toString()).add(Long.toString(seed));
    ExperimentSpec own = spec.only(modalities, seed);
    own.settings().forEach((key, value) -> hash.add(key).add(value));
    hash.add(Fingerprint.of(training.part().posts()));
    hash.add(Fingerprint.of(validation.part().posts()));
    return hash.add(Version.current()).add(PyTorch.version()).hex();
  }

  private Network network(List<EncoderPlan> own, Prepared<TrainingPart> ownTraining, Seeds seeds) {
    Parameters parameters = new Parameters(seeds.stream("initial weights"));
    List<Encoder> encoders = new ArrayList<>();
    List<FusionHead.Port> ports = new ArrayList<>();
    for (int e = 0; e < own.size(); e++) {
      EncoderPlan plan = own.get(e);
      Encoder encoder = plan.build(parameters.in(plan.name()));
      encoders.add(encoder);
      ports.add(
          new FusionHead.Port(
              plan.name(),
              plan.modality(),
              encoder.width(),
              spec.fusion().readsStates() ? encoder.stateWidth() : Optional.empty(),
              plan.spec().pooledDropout(),
              plan.examples(ownTraining.inputs().get(e))));
    }
    FusionHead head =
        new FusionHead(parameters.in("fusion"), spec.fusion(), ports, Sentiment.values().length);
    return new Network(
        parameters, own.stream().map(EncoderPlan::modality).toList(), encoders, head);
  }

  private static <P extends Part> Prepared<P> only(Prepared<P> prepared, List<Integer> inputs) {
    return new Prepared<>(prepared.part(), inputs.stream().map(prepared.inputs()::get).toList());
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
