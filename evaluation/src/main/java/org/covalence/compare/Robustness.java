package org.covalence.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.covalence.disturb.Kind;
import org.covalence.interval.Estimate;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;

/**
 * How models bear posts that get worse: all of them measured on the same posts, as they are and
 * disturbed more and more.
 *
 * @param models at least one
 * @param undisturbed each model on the posts as they are, in the order of the models
 * @param leftOut labelled posts that not every model could answer, which no figure counts
 * @param seed that disturbances are drawn from
 * @param curves one for each kind of disturbance and modality
 * @param fallbacks models that lost a modality beside such as never had it
 */
public record Robustness(
    List<Model> models,
    List<Evaluation> undisturbed,
    int leftOut,
    long seed,
    List<Curve> curves,
    List<Fallback> fallbacks) {
  private static final double ALL = 100;
  private static final Estimate NONE = new Estimate(0, 0, 0);

  public Robustness {
    models = List.copyOf(models);
    undisturbed = List.copyOf(undisturbed);
    curves = List.copyOf(curves);
    fallbacks = List.copyOf(fallbacks);
    if (models.isEmpty() || models.size() != undisturbed.size()) {
      throw CovalenceException.usage(
          "expected models, and each measured, found "
              + models.size()
              + " and "
              + undisturbed.size(),
          "the robustness",
          "name at least one model");
    }
  }

  /** The same, with what the curves let one say of pairs of models. */
  public static Robustness of(
      List<Model> models,
      List<Evaluation> undisturbed,
      int leftOut,
      long seed,
      List<Curve> curves) {
    List<Fallback> fallbacks = new ArrayList<>();
    curves.forEach(curve -> fallbacks.addAll(fallbacks(models, curve)));
    return new Robustness(models, undisturbed, leftOut, seed, curves, fallbacks);
  }

  /**
   * A model.
   *
   * @param name in results
   * @param reads the modalities it uses
   * @param seen whether it was made from posts of this very source
   */
  public record Model(String name, SortedSet<Modality> reads, boolean seen) {
    public Model {
      reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
    }
  }

  /**
   * The way down under one kind of disturbance.
   *
   * @param modality what is disturbed
   * @param spared how many posts have nothing but this modality, and so keep it; 0 for noise
   * @param points from weak to strong, at least one; the posts as they are come before them
   */
  public record Curve(Kind kind, Modality modality, int spared, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }

    /** Its name in results. */
    public String name() {
      return kind.name(modality);
    }

    /** The strongest disturbance. */
    public Point last() {
      return points.get(points.size() - 1);
    }

    /**
     * The first point from which on the accuracy of a model is below that on the posts as they are.
     */
    public Optional<Point> falls(Model model) {
      Optional<Point> first = Optional.empty();
      for (Point point : points) {
        boolean below = point.of(model).filter(m -> m.accuracy().high() < 0).isPresent();
        first = below ? first.or(() -> Optional.of(point)) : Optional.empty();
      }
      return first;
    }
  }

  /**
   * One strength.
   *
   * @param level as {@link Kind} tells it
   * @param changed how many posts are not as they were
   * @param measured the models in their order, without those to which nothing is left to read
   */
  public record Point(double level, int changed, List<Measured> measured) {
    public Point {
      measured = List.copyOf(measured);
    }

    /** What a model comes to here. */
    public Optional<Measured> of(Model model) {
      return measured.stream()
          .filter(m -> m.evaluation().system().equals(model.name()))
          .findFirst();
    }
  }

  /**
   * A model on disturbed posts.
   *
   * @param accuracy less that on the posts as they are, with its paired bootstrap interval
   * @param macroF1 the same of macro-F1
   */
  public record Measured(Evaluation evaluation, Estimate accuracy, Estimate macroF1) {
    /** A model measured on the same posts, disturbed and as they are. */
    public static Measured of(Evaluation disturbed, Evaluation undisturbed) {
      List<Estimate> change = Pair.of(disturbed, undisturbed).differences();
      return new Measured(disturbed, change.get(0), change.get(1));
    }

    /** A model that does not read what is disturbed. */
    public static Measured untouched(Evaluation undisturbed) {
      return new Measured(undisturbed, NONE, NONE);
    }
  }

  /**
   * A model that has lost a modality beside one that never had it, on the same posts.
   *
   * @param curve what was taken away, at its last point from every post that has something else
   * @param difference the model that lost it minus the one that never had it
   */
  public record Fallback(Curve curve, Difference difference) {
    /** Whether the paired interval of the accuracy lies below zero. */
    public boolean isWorse() {
      return difference.accuracy().high() < 0;
    }

    /** Whether the paired interval of the macro-F1 lies below zero. */
    public boolean isWorseInMacroF1() {
      return difference.macroF1().high() < 0;
    }
  }

  /** For a modality that is missing in the end wherever it can be. */
  private static List<Fallback> fallbacks(List<Model> models, Curve curve) {
    if (curve.kind() != Kind.MISSING || curve.last().level() != ALL) {
      return List.of();
    }
    List<Evaluation> never = new ArrayList<>();
    List<Evaluation> lost = new ArrayList<>();
    for (Model model : models) {
      List<Evaluation> side = model.reads().contains(curve.modality()) ? lost : never;
      curve.last().of(model).ifPresent(measured -> side.add(measured.evaluation()));
    }
    if (never.isEmpty() || lost.isEmpty()) {
      return List.of();
    }
    List<Evaluation> all = new ArrayList<>(never);
    all.addAll(lost);
    // A pair is the later one minus the earlier one: here what lost minus what never had.
    return Comparison.of(all).differences().stream()
        .filter(d -> lost.contains(d.a()) && never.contains(d.b()))
        .map(d -> new Fallback(curve, d))
        .toList();
  }

  /** A model on the posts as they are. */
  public Evaluation undisturbed(Model model) {
    return undisturbed.get(models.indexOf(model));
  }
}
