package org.covalence.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/**
 * A split whose posts are prepared for every encoder of a spec, from which any of its modalities
 * can be trained: the text alone, the picture alone, and both together, all on the same posts.
 */
public final class Experiment implements AutoCloseable {
  private final ExperimentSpec spec;
  private final Fitting fitting;
  private final Fitting last;
  private final List<Finding> findings;
  private final Prepared<TestPart> test;
  private final Runnable whenClosed;

  /**
   * @param fitting on the training part alone, for all that is chosen
   * @param last what models come from in the end: the same, or one that has learnt the validation
   *     part too
   * @param test as the plans of {@code last} prepare it
   * @param whenClosed lets go of what the plans hold
   */
  Experiment(
      ExperimentSpec spec,
      Fitting fitting,
      Fitting last,
      List<Finding> findings,
      Prepared<TestPart> test,
      Runnable whenClosed) {
    this.spec = spec;
    this.fitting = fitting;
    this.last = last;
    this.findings = List.copyOf(findings);
    this.test = test;
    this.whenClosed = whenClosed;
  }

  /**
   * Prepares a split. Posts whose picture cannot be used are left out of their part and are
   * findings, so that every system sees the same posts. {@link Experiments} does so for several
   * splits of the same posts.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @throws CovalenceException if a part is left empty, the validation part without a class that is
   *     trained on, or, where the spec is strict, at the first post that cannot be used
   */
  public static Experiment prepare(
      ExperimentSpec spec, Split split, Function<Modality, Progress> progress) {
    List<LabelledPost> all = split.parts().stream().flatMap(p -> p.posts().stream()).toList();
    Experiments experiments = Experiments.prepare(spec, all, progress);
    try {
      experiments.requireEachClass(split.training(), split.validation());
      return experiments.on(split, progress, experiments::close);
    } catch (RuntimeException e) {
      experiments.close();
      throw e;
    }
  }

  /**
   * The same posts, fitted by another spec whose encoders prepare them alike, and which refits if
   * this one does; it is this one that is to be closed, not that.
   */
  Experiment with(ExperimentSpec other) {
    return new Experiment(other, fitting, last, findings, test, () -> {});
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
    return fitting.plans().stream().flatMap(p -> p.remarks().stream()).toList();
  }

  /** The modalities that can be trained. */
  public List<Modality> modalities() {
    return fitting.modalities();
  }

  /** The modality of each encoder, in the order of the inputs. */
  List<Modality> origins() {
    return fitting.plans().stream().map(EncoderPlan::modality).toList();
  }

  public Prepared<TrainingPart> training() {
    return fitting.training();
  }

  /** What the parameters of a model are fitted on in the end. */
  public Prepared<TrainingPart> fitted() {
    return last.training();
  }

  public Prepared<ValidationPart> validation() {
    return fitting.validation();
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
    Fitting.Fitted fitted = fitting.fit(spec, modalities, seed, checkpoint, listener);
    try {
      Calibration calibration =
          spec.training().calibrate()
              ? Calibration.fit(fitted.network(), fitted.validation())
              : Calibration.NONE;
      List<Prediction> validated =
          fitted.network().predict(fitted.validation(), calibration.temperature());
      if (spec.training().refit()) {
        fitted = last.again(spec, seed, fitted);
      }
      return new TrainedModel(
          fitted.network(),
          fitted.plans(),
          fitted.fit(),
          calibration,
          validated,
          test.only(fitted.inputs()));
    } catch (RuntimeException e) {
      fitted.close();
      throw e;
    }
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
