package org.covalence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.Twins;
import org.covalence.interval.Bootstrap;
import org.covalence.interval.IntervalKind;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.Fingerprint;
import org.covalence.split.Groups;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Split;
import org.covalence.store.Version;
import org.covalence.train.Experiment;
import org.covalence.train.TrainedModel;

/**
 * An experiment set up: posts read, labelled, split and prepared, and the protocol by which its
 * systems are measured. What {@code train} and {@code compare} have in common.
 */
final class Laboratory implements AutoCloseable {
  private final Experiment experiment;
  private final Protocol protocol;
  private final Twins twins;

  private Laboratory(Experiment experiment, Protocol protocol, Twins twins) {
    this.experiment = experiment;
    this.protocol = protocol;
    this.twins = twins;
  }

  static Laboratory open(ExperimentSpec spec, MeasureSpec measure, Console console) {
    spec.split().requireOneSource();
    LabelledCorpus corpus = Posts.labelled(spec.split(), console);
    Duplicates duplicates =
        Posts.duplicates(spec.split(), corpus, spec.run().threadCount(), console);
    Split split = Posts.split(spec.split(), corpus, duplicates, spec.run().seed(), console);
    long posts = split.parts().stream().mapToLong(p -> p.posts().size()).sum();
    Experiment experiment =
        Posts.withBars(console, posts, progress -> Experiment.prepare(spec, split, progress));
    try {
      console.findings(experiment.findings());
      experiment.remarks().forEach(console::say);
      return new Laboratory(
          experiment,
          protocol(
              spec,
              corpus.rule().name(),
              split,
              experiment,
              measure,
              spec.split().groupDuplicates() ? duplicates.together() : Groups.NONE),
          Twins.of(experiment.test().part(), experiment.fitted().part(), duplicates));
    } catch (RuntimeException e) {
      experiment.close();
      throw e;
    }
  }

  private static Protocol protocol(
      ExperimentSpec spec,
      String rule,
      Split split,
      Experiment experiment,
      MeasureSpec measure,
      Groups groups) {
    List<LabelledPost> used = new ArrayList<>();
    for (Part part :
        List.of(
            experiment.training().part(),
            experiment.validation().part(),
            experiment.test().part())) {
      used.addAll(part.posts());
    }
    return protocol(
        rule,
        split.description(),
        used,
        measure.bootstrap(spec.run().seed(), spec.run().threadCount()),
        measure.interval(),
        groups);
  }

  /**
   * The protocol for systems measured on some of {@code posts}.
   *
   * @param groups copies, which are one witness together
   */
  static Protocol protocol(
      String rule,
      String split,
      List<LabelledPost> posts,
      Bootstrap bootstrap,
      IntervalKind intervals,
      Groups groups) {
    return new Protocol(
        Sentiment.NAMES,
        rule,
        split,
        Fingerprint.of(posts),
        Version.current(),
        bootstrap,
        intervals,
        groups);
  }

  Experiment experiment() {
    return experiment;
  }

  /** The posts of the test part that have a twin in training. */
  Twins twins() {
    return twins;
  }

  /**
   * Trains a model of some modalities, telling of every epoch under the name of {@code system};
   * going on from {@code checkpoint} and kept there after each epoch.
   */
  TrainedModel train(
      List<Modality> modalities,
      long seed,
      String system,
      Optional<Path> checkpoint,
      Console console) {
    int most = experiment.spec().training().epochs();
    try (EpochLog log = new EpochLog(system, most, console)) {
      return experiment.train(modalities, seed, checkpoint, log);
    }
  }

  /** Measures what a system said of the test part. */
  Evaluation evaluate(String system, long seed, List<Prediction> predictions) {
    return Evaluation.of(protocol, system, seed, Scored.of(experiment.test().part(), predictions));
  }

  @Override
  public void close() {
    experiment.close();
  }
}
