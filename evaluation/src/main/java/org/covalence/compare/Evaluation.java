package org.covalence.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Estimate;
import org.covalence.interval.Wilson;
import org.covalence.metric.ClassScores;
import org.covalence.metric.ConfusionMatrix;
import org.covalence.metric.Metric;
import org.covalence.store.CovalenceException;

/**
 * One system measured on the posts of one part. There is one way to make it, and that way computes
 * the floor, the intervals and the signature too; so there is no result without them.
 */
public final class Evaluation {
  private static final int LONGEST_NAME = 200;
  private static final int METRICS = Metric.values().length;
  private static final int OF_A_CLASS = 3;

  private final Protocol protocol;
  private final String system;
  private final long seed;
  private final Scored scored;
  private final ConfusionMatrix matrix;
  private final Floor floor;
  private final List<Estimate> scores;
  private final List<ClassEstimates> classes;

  private Evaluation(Protocol protocol, String system, long seed, Scored scored) {
    this.protocol = protocol;
    this.system = system;
    this.seed = seed;
    this.scored = scored;
    this.matrix = ConfusionMatrix.of(protocol.labels().size(), scored.truth(), scored.predicted());
    this.floor = Floor.of(protocol.labels(), scored.truth());
    List<Estimate> resampled = resample();
    this.scores = scores(resampled);
    this.classes = classes(resampled);
  }

  /**
   * Measures a system.
   *
   * @param system its name in results, one line
   * @param seed what it was trained from; tells apart several trainings of one system
   * @param scored class indices within the protocol's labels
   */
  public static Evaluation of(Protocol protocol, String system, long seed, Scored scored) {
    if (system.isBlank()
        || system.length() > LONGEST_NAME
        || system.chars().anyMatch(Character::isISOControl)) {
      throw CovalenceException.usage(
          "expected a system's name of 1 to " + LONGEST_NAME + " printable characters",
          "the name '" + system.replaceAll("\\p{Cntrl}", "?") + "'",
          "give it a short name");
    }
    return new Evaluation(protocol, system, seed, scored);
  }

  /** Every metric in its order, then three scores of every class, all from the same rounds. */
  private List<Estimate> resample() {
    Clusters clusters = protocol.clusters(scored.ids(), scored.truth(), scored.predicted());
    return protocol.estimates(
        clusters,
        counts -> {
          ConfusionMatrix drawn = matrix(clusters.cells(), counts, 1, matrix.classes());
          double[] values = new double[METRICS + OF_A_CLASS * matrix.classes()];
          for (int m = 0; m < METRICS; m++) {
            values[m] = Metric.values()[m].of(drawn);
          }
          for (int k = 0; k < matrix.classes(); k++) {
            ClassScores ofClass = drawn.scores(k);
            int place = METRICS + OF_A_CLASS * k;
            values[place] = ofClass.f1();
            values[place + 1] = ofClass.precision();
            values[place + 2] = ofClass.recall();
          }
          return values;
        });
  }

  private List<Estimate> scores(List<Estimate> resampled) {
    List<Estimate> inOrder = new ArrayList<>(resampled.subList(0, METRICS));
    inOrder.set(
        Metric.ACCURACY.ordinal(),
        proportion(matrix.correct(), matrix.posts(), inOrder.get(Metric.ACCURACY.ordinal())));
    return List.copyOf(inOrder);
  }

  private List<ClassEstimates> classes(List<Estimate> resampled) {
    List<ClassEstimates> estimates = new ArrayList<>();
    for (int k = 0; k < matrix.classes(); k++) {
      int found = matrix.count(k, k);
      int place = METRICS + OF_A_CLASS * k;
      estimates.add(
          new ClassEstimates(
              protocol.labels().get(k),
              proportion(found, matrix.predicted(k), resampled.get(place + 1)),
              proportion(found, matrix.support(k), resampled.get(place + 2)),
              resampled.get(place),
              matrix.support(k)));
    }
    return List.copyOf(estimates);
  }

  /** Wilson's interval takes posts for independent; where they are not, the bootstrap's stands. */
  private Estimate proportion(int successes, int trials, Estimate resampled) {
    return protocol.isGrouped()
        ? resampled
        : Wilson.of(successes, trials, protocol.bootstrap().confidence());
  }

  /**
   * The confusion matrix of cells of which column 0 is the truth and {@code predicted} a
   * prediction.
   */
  static ConfusionMatrix matrix(Cells cells, int[] counts, int predicted, int classes) {
    int[][] rows = new int[classes][classes];
    for (int cell = 0; cell < counts.length; cell++) {
      rows[cells.value(cell, 0)][cells.value(cell, predicted)] += counts[cell];
    }
    return ConfusionMatrix.ofRows(rows);
  }

  /** The same system on some of its posts; as {@link Scored#only}. */
  public Evaluation only(Set<String> kept) {
    return new Evaluation(protocol, system, seed, scored.only(kept));
  }

  /** How it was measured. */
  public Protocol protocol() {
    return protocol;
  }

  /** The name of the system. */
  public String system() {
    return system;
  }

  /** What the system was trained from. */
  public long seed() {
    return seed;
  }

  /** The posts, their labels and what the system called them. */
  public Scored scored() {
    return scored;
  }

  /** How often each class was taken for each. */
  public ConfusionMatrix matrix() {
    return matrix;
  }

  /** What a constant answer reaches on the same posts. */
  public Floor floor() {
    return floor;
  }

  /** A score with its interval: Wilson's for accuracy, the bootstrap's for the others. */
  public Estimate score(Metric metric) {
    return scores.get(metric.ordinal());
  }

  /** The scores of each declared class, in order. */
  public List<ClassEstimates> classes() {
    return classes;
  }

  /** What another person must know to get the same numbers. */
  public Signature signature() {
    return protocol.signature(scored.part(), scored.posts());
  }
}
