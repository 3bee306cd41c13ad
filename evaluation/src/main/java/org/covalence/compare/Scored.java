package org.covalence.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.covalence.label.Sentiment;
import org.covalence.metric.Forecasts;
import org.covalence.predict.Prediction;
import org.covalence.predict.SystemOutput;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * The posts of one part, each with the class it is of, the class that a system called it and, where
 * the system tells them, its probabilities.
 */
public final class Scored {
  private static final String SAME_POSTS = "score every system on the same posts";

  private final String part;
  private final List<String> ids;
  private final int[] truth;
  private final int[] predicted;
  private final Optional<double[][]> probabilities;

  private Scored(
      String part,
      List<String> ids,
      int[] truth,
      int[] predicted,
      Optional<double[][]> probabilities) {
    this.part = part;
    this.ids = ids;
    this.truth = truth;
    this.predicted = predicted;
    this.probabilities = probabilities;
    if (ids.isEmpty()) {
      throw CovalenceException.data(
          "expected posts to measure on, found none",
          "the " + part + " part",
          "check the split, the id files and what the label rule dropped");
    }
    if (truth.length != ids.size()
        || predicted.length != ids.size()
        || probabilities.filter(p -> p.length != ids.size()).isPresent()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a label and a prediction for each of %d posts, found %d and %d",
              ids.size(),
              truth.length,
              predicted.length));
    }
  }

  /**
   * What {@code predictions}, in any order, say of the posts of {@code part}.
   *
   * @throws CovalenceException listing the posts without a prediction, the predictions without a
   *     post, and the ids that occur twice
   */
  public static Scored of(Part part, List<Prediction> predictions) {
    List<String> ids = part.posts().stream().map(LabelledPost::id).toList();
    int[] places =
        Ids.positions(
            ids,
            predictions.stream().map(Prediction::id).toList(),
            "predictions for the " + part.name() + " part",
            SAME_POSTS);
    return new Scored(
        part.name(),
        ids,
        part.labels().stream().mapToInt(Enum::ordinal).toArray(),
        Arrays.stream(places).map(i -> predictions.get(i).label().ordinal()).toArray(),
        Optional.of(
            Arrays.stream(places)
                .mapToObj(i -> row(predictions.get(i).probabilities()))
                .toArray(double[][]::new)));
  }

  /**
   * What any system's {@code output}, in any order, says of labelled posts.
   *
   * @param truth the label of each post, by id
   * @param where names the output in faults
   * @throws CovalenceException listing the posts without an answer and the answers without a post
   */
  public static Scored of(
      String part, Map<String, Sentiment> truth, SystemOutput output, String where) {
    List<String> ids = List.copyOf(truth.keySet());
    List<SystemOutput.Answer> answers =
        Arrays.stream(
                Ids.positions(
                    ids,
                    output.answers().stream().map(SystemOutput.Answer::id).toList(),
                    where
                        + (output.failed().isEmpty()
                            ? ""
                            : ", which says of "
                                + output.failed().size()
                                + " posts that they failed"),
                    "predict the missing posts, or name the ids to judge on with --test-ids"))
            .mapToObj(output.answers()::get)
            .toList();
    return new Scored(
        part,
        ids,
        truth.values().stream().mapToInt(Enum::ordinal).toArray(),
        answers.stream().mapToInt(answer -> answer.label().ordinal()).toArray(),
        output.hasProbabilities()
            ? Optional.of(
                answers.stream()
                    .map(answer -> row(answer.probabilities().orElseThrow()))
                    .toArray(double[][]::new))
            : Optional.empty());
  }

  private static double[] row(List<Double> probabilities) {
    return probabilities.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The output of any system.
   *
   * @param part what the posts are called in results, such as {@code test}
   * @param ids at least one, each once
   * @param truth a class index for each id
   * @param predicted a class index for each id
   */
  public static Scored of(String part, List<String> ids, int[] truth, int[] predicted) {
    return of(part, ids, truth, predicted, Optional.empty());
  }

  /**
   * The output of any system that may tell probabilities.
   *
   * @param probabilities posts × classes
   */
  public static Scored of(
      String part,
      List<String> ids,
      int[] truth,
      int[] predicted,
      Optional<double[][]> probabilities) {
    Ids.requireUnique(ids, "the " + part + " part");
    return new Scored(
        part, List.copyOf(ids), truth.clone(), predicted.clone(), probabilities.map(Scored::copy));
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * The same in the order of {@code other}.
   *
   * @throws CovalenceException where the posts or their labels are not the same; {@code system}
   *     says whose they are
   */
  Scored inOrderOf(Scored other, String system) {
    String where = "the predictions of " + system;
    int[] places = Ids.positions(other.ids, ids, where, SAME_POSTS);
    int[] reordered = Arrays.stream(places).map(i -> truth[i]).toArray();
    List<String> relabelled =
        IntStream.range(0, places.length)
            .filter(i -> reordered[i] != other.truth[i])
            .mapToObj(other.ids::get)
            .toList();
    if (!relabelled.isEmpty()) {
      throw CovalenceException.data(
          "expected the same label for a post in every system, found other labels for "
              + Excerpt.ids(relabelled),
          where,
          "score every system with the same labels");
    }
    return new Scored(
        part,
        other.ids,
        reordered,
        Arrays.stream(places).map(i -> predicted[i]).toArray(),
        probabilities.map(
            rows -> Arrays.stream(places).mapToObj(i -> rows[i]).toArray(double[][]::new)));
  }

  /**
   * Several trainings of a system on the same posts as one: each post once a training, under an id
   * of its own, training by training.
   *
   * @param trainings at least one; all with probabilities, or none
   */
  static Scored pooled(List<Scored> trainings) {
    Scored first = trainings.get(0);
    List<Scored> all = trainings.stream().map(t -> t.inOrderOf(first, "another training")).toList();
    return new Scored(
        first.part,
        IntStream.range(0, all.size())
            .boxed()
            .flatMap(t -> first.ids.stream().map(id -> pooledId(id, t)))
            .toList(),
        all.stream().flatMapToInt(t -> Arrays.stream(t.truth)).toArray(),
        all.stream().flatMapToInt(t -> Arrays.stream(t.predicted)).toArray(),
        all.stream().allMatch(t -> t.probabilities.isPresent())
            ? Optional.of(
                all.stream()
                    .flatMap(t -> t.probabilities.stream())
                    .flatMap(Arrays::stream)
                    .toArray(double[][]::new))
            : Optional.empty());
  }

  /** What a post is called in {@link #pooled} trainings; {@code training} counts from 0. */
  static String pooledId(String id, int training) {
    return id + ", training " + (training + 1);
  }

  /**
   * The same without the posts that {@code kept} does not name, in the same order.
   *
   * @throws CovalenceException where no post is left
   */
  public Scored only(Set<String> kept) {
    int[] places = IntStream.range(0, ids.size()).filter(i -> kept.contains(ids.get(i))).toArray();
    return new Scored(
        part,
        Arrays.stream(places).mapToObj(ids::get).toList(),
        Arrays.stream(places).map(i -> truth[i]).toArray(),
        Arrays.stream(places).map(i -> predicted[i]).toArray(),
        probabilities.map(
            rows -> Arrays.stream(places).mapToObj(i -> rows[i]).toArray(double[][]::new)));
  }

  /** What the posts are called in results. */
  public String part() {
    return part;
  }

  /** How many posts there are. */
  public int posts() {
    return ids.size();
  }

  /** The posts. */
  public List<String> ids() {
    return ids;
  }

  /** A copy of the class indices the posts are of, in the order of the ids. */
  public int[] truth() {
    return truth.clone();
  }

  /** A copy of the class indices the system called them, in the order of the ids. */
  public int[] predicted() {
    return predicted.clone();
  }

  /** The probabilities with the labels, ready to be scored; empty where there are none. */
  public Optional<Forecasts> forecasts() {
    return probabilities.map(rows -> Forecasts.of(truth, rows));
  }

  /** A copy of the probabilities, posts × classes; empty where the system tells labels alone. */
  public Optional<double[][]> probabilities() {
    return probabilities.map(Scored::copy);
  }

  /**
   * The probability that the system gave the class it called, in the order of the ids; empty where
   * it tells labels alone.
   */
  public Optional<double[]> confidences() {
    return probabilities.map(
        rows -> IntStream.range(0, rows.length).mapToDouble(i -> rows[i][predicted[i]]).toArray());
  }
}
