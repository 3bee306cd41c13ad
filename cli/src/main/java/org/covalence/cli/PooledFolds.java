package org.covalence.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.FoldScore;
import org.covalence.compare.FoldScores;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.Twins;
import org.covalence.label.Sentiment;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.predict.Prediction;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.Fold;
import org.covalence.split.FoldedCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.store.CovalenceException;

/**
 * What the finished trainings of a cross-validation come to: for each system and seed the
 * predictions of all its folds together, and each fold by itself.
 */
final class PooledFolds {
  private final CompareSpec compare;
  private final MeasureSpec measure;
  private final ExperimentSpec spec;
  private final Predicate<FoldTraining> refits;
  private final FoldedCorpus folded;
  private final Duplicates duplicates;
  private final List<LabelledPost> posts;
  private final Predicate<LabelledPost> isUsable;
  private final FinishedTrainings finished;
  private final List<FoldScore> scores = new ArrayList<>();
  private final Map<Pool, Map<String, Prediction>> pools = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  /** One training of a system on all posts: a model a fold. */
  private record Pool(String system, String file, int repeat, long seed) {}

  /**
   * @param refits whether a training was fitted on the validation part too
   */
  PooledFolds(
      CompareSpec compare,
      MeasureSpec measure,
      ExperimentSpec spec,
      FoldedPosts folded,
      Predicate<LabelledPost> isUsable,
      Predicate<FoldTraining> refits,
      FinishedTrainings finished) {
    this.compare = compare;
    this.measure = measure;
    this.spec = spec;
    this.refits = refits;
    this.folded = folded.corpus();
    this.duplicates = folded.duplicates();
    this.isUsable = isUsable;
    this.posts = this.folded.posts().stream().filter(isUsable).toList();
    this.finished = finished;
  }

  /** Takes in the trainings of one fold. */
  void add(Fold fold, List<FoldTraining> trainings) {
    for (FoldTraining training : trainings) {
      List<Prediction> tested = finished.tested(training);
      scores.add(score(fold, training, tested));
      Map<String, Prediction> pool =
          pools.computeIfAbsent(
              new Pool(training.system(), training.file(), training.repeat(), training.seed()),
              p -> new HashMap<>());
      tested.forEach(p -> pool.put(p.id(), p));
      String epochs = finished.epochs(training);
      if (!epochs.isEmpty()) {
        files.put(
            RunFolder.TRAINING
                + "/"
                + training.file()
                + named(training.repeat(), training.seed())
                + "-fold"
                + training.fold()
                + ".jsonl",
            epochs);
      }
    }
    for (Part part : List.of(fold.split().test(), fold.split().validation())) {
      files.put(
          RunFolder.FOLDS
              + "/"
              + (compare.repeats() > 1 ? "repeat" + fold.repeat() + "-" : "")
              + "fold"
              + fold.number()
              + "-"
              + part.name()
              + ".txt",
          String.join("", part.posts().stream().map(p -> p.id() + "\n").toList()));
    }
  }

  /**
   * Reads what was finished, before hours are spent on the rest.
   *
   * @param trainings those of a fold
   * @throws CovalenceException if predictions are not those of their fold, or cannot be read
   */
  void requireWhole(Function<Fold, List<FoldTraining>> trainings) {
    for (Fold fold : folded.folds()) {
      for (FoldTraining training : trainings.apply(fold)) {
        if (finished.has(training)) {
          try {
            score(fold, training, finished.tested(training));
          } catch (CovalenceException e) {
            throw finished.damaged(training, e);
          }
        }
      }
    }
  }

  /** A line on what a finished training came to. */
  String line(Fold fold, FoldTraining training) {
    FoldScore score = score(fold, training, finished.tested(training));
    return String.format(
        Locale.ROOT,
        "%sfold %d, seed %d: accuracy %5.1f %%, macro-F1 %5.1f %%  %s",
        compare.repeats() > 1 ? "repeat " + score.repeat() + ", " : "",
        score.fold(),
        score.seed(),
        100 * score.of(Metric.ACCURACY),
        100 * score.of(Metric.MACRO_F1),
        score.system());
  }

  private FoldScore score(Fold fold, FoldTraining training, List<Prediction> tested) {
    Scored scored = Scored.of(new TestPart(usable(fold.split().test())), tested);
    return new FoldScore(
        training.system(),
        training.seed(),
        training.repeat(),
        training.fold(),
        usable(fold.split().fitted(refits.test(training))).size(),
        ConfusionMatrix.of(Sentiment.NAMES.size(), scored.truth(), scored.predicted()));
  }

  private List<LabelledPost> usable(Part part) {
    return part.posts().stream().filter(isUsable).toList();
  }

  /** All systems, on all posts and fold by fold. */
  Comparison comparison() {
    return Comparison.of(evaluations()).withFolds(folds()).without(twins());
  }

  /** Every single fold. */
  FoldScores folds() {
    return new FoldScores(scores);
  }

  /** All systems with all their trainings, in the order in which they were taken in. */
  List<Evaluation> evaluations() {
    Protocol protocol =
        Laboratory.protocol(
            folded.rule(),
            folded.description(),
            posts,
            measure.bootstrap(spec.run().seed(), spec.run().threadCount()),
            measure.interval(),
            folded.groups());
    List<String> systems = scores.stream().map(FoldScore::system).distinct().toList();
    List<Evaluation> evaluations = new ArrayList<>();
    for (String system : systems) {
      pools.forEach(
          (pool, predictions) -> {
            if (pool.system().equals(system)) {
              evaluations.add(
                  Evaluation.of(
                      protocol,
                      system,
                      pool.seed(),
                      Scored.of(new TestPart(posts), List.copyOf(predictions.values()))));
            }
          });
    }
    return evaluations;
  }

  /** Posts whose twin was trained on by the models that were tested on them, in any repeat. */
  Twins twins() {
    return folded.folds().stream()
        .map(Fold::split)
        .map(
            split ->
                Twins.of(
                    split.test(),
                    new TrainingPart(usable(split.fitted(spec.training().refit()))),
                    duplicates))
        .reduce(Twins::and)
        .orElseThrow();
  }

  /** Files for the folder of the run, by name: predictions, epochs, and the ids of the folds. */
  Map<String, String> files() {
    Map<String, String> all = new LinkedHashMap<>(files);
    pools.forEach(
        (pool, predictions) ->
            all.put(
                RunFolder.PREDICTIONS
                    + "/"
                    + pool.file()
                    + named(pool.repeat(), pool.seed())
                    + "-test.jsonl",
                RunFolder.lines(
                    posts.stream()
                        .flatMap(p -> Optional.ofNullable(predictions.get(p.id())).stream())
                        .toList())));
    return all;
  }

  private String named(int repeat, long seed) {
    return (compare.repeats() > 1 ? "-repeat" + repeat : "")
        + (compare.seeds() > 1 ? "-seed" + seed : "");
  }
}
