package org.covalence.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.Progress;

/**
 * How good settings are: what a search asks. A network is fitted on the training part and scored on
 * the validation part, as every training does that. The test part is not there to be asked.
 *
 * <p>Experiments whose encoders prepare posts alike share what was prepared; a few preparations are
 * kept. For any number of threads.
 */
public final class Objective {
  /** A preparation holds the features of all posts: 20 MB for 5,000 posts of 1,000 each. */
  private static final int MOST_KEPT = 4;

  private final TrainingPart training;
  private final ValidationPart validation;
  private final Goal goal;
  private final Map<String, Preparation> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Preparation> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** Posts made ready, and those that could not be. */
  private record Preparation(Fitting fitting, List<Finding> findings) {}

  /**
   * What an epoch came to.
   *
   * @param epoch from 1
   * @param value of the goal, as a mean over the last few epochs
   * @param isLast whether no epoch can follow
   */
  public record Step(int epoch, double value, boolean isLast) {}

  /** Nothing is prepared before it is needed. */
  public Objective(TrainingPart training, ValidationPart validation, Goal goal) {
    this.training = training;
    this.validation = validation;
    this.goal = goal;
  }

  /**
   * Prepares the posts for the encoders of an experiment, where that was not done before.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @return posts that could not be used
   * @throws org.covalence.store.CovalenceException if a part is left empty, or, where the spec is
   *     strict, at the first post that cannot be used
   */
  public List<Finding> prepare(ExperimentSpec spec, Function<Modality, Progress> progress) {
    return prepared(spec, progress).findings();
  }

  /** What the encoders of an experiment have to say, a line each. */
  public List<String> remarks(ExperimentSpec spec) {
    return prepared(spec, modality -> Progress.SILENT).fitting().plans().stream()
        .flatMap(p -> p.remarks().stream())
        .toList();
  }

  /**
   * Fits a network of all modalities of an experiment, from its training seed.
   *
   * @param listener hears of every epoch; what it throws ends the fitting, and comes out here
   * @return the value of the goal at the epoch whose weights a training would keep
   */
  public double value(ExperimentSpec spec, Consumer<Step> listener) {
    Fitting fitting = prepared(spec, modality -> Progress.SILENT).fitting();
    int smoothing = spec.training().smoothing();
    List<Epoch> epochs = new ArrayList<>();
    Consumer<Epoch> judging =
        epoch -> {
          epochs.add(epoch);
          listener.accept(
              new Step(
                  epoch.epoch(),
                  goal.smoothed(epochs, smoothing),
                  epoch.epoch() == spec.training().epochs()));
        };
    try (Fitting.Fitted fitted =
        fitting.fit(
            spec,
            fitting.modalities(),
            spec.run().firstTrainingSeed(),
            Optional.empty(),
            judging)) {
      return goal.smoothed(epochs.subList(0, fitted.fit().best().epoch()), smoothing);
    }
  }

  private synchronized Preparation prepared(
      ExperimentSpec spec, Function<Modality, Progress> progress) {
    String key = key(spec);
    Preparation known = kept.get(key);
    if (known != null) {
      return known;
    }
    List<LabelledPost> posts =
        Stream.concat(training.posts().stream(), validation.posts().stream()).toList();
    // Networks have done their work once the features are there; what is fitted is built anew.
    try (Experiments experiments = Experiments.prepare(spec, posts, progress)) {
      experiments.requireEachClass(training, validation);
      Preparation made =
          new Preparation(
              experiments.fitting(training, validation, progress), experiments.findings());
      kept.put(key, made);
      return made;
    }
  }

  /** What decides how posts are prepared. Dropout on frozen features comes after that. */
  static String key(ExperimentSpec spec) {
    StringBuilder key = new StringBuilder().append(spec.run().seed());
    // A fusion that reads states has them computed.
    key.append(spec.fusion().readsStates() ? " with states" : "");
    for (EncoderSpec encoder : spec.encoders()) {
      key.append('\n')
          .append(encoder.modality())
          .append(' ')
          .append(Specs.name(encoder.getClass()));
      Specs.write((Record) encoder, "")
          .forEach(
              (setting, value) -> {
                if (!encoder.frozen() || !setting.endsWith("dropout")) {
                  key.append('\n').append(setting).append('=').append(value);
                }
              });
    }
    return key.toString();
  }
}
