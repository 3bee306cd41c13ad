package org.covalence.compare;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.interval.Estimate;
import org.covalence.metric.Metric;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.covalence.text.Coverage;

/**
 * Models measured on data sets that they were not made for: each model on each set. Sets differ, so
 * cells are not tested against each other; beside each stands what may explain it.
 *
 * @param cells the models in their order, and for each the sets in theirs
 */
public record Transfer(List<Cell> cells) {
  public Transfer {
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw CovalenceException.usage(
          "expected models and data sets, found none", "the transfer", "name one of each");
    }
  }

  /**
   * One model on one set.
   *
   * @param model its name in results
   * @param data the set's name in results
   * @param evaluation with floor, intervals and signature
   * @param seen whether the model was made from posts of this very source, so that the cell shows
   *     transfer only if the posts that it has seen were left out
   * @param withoutTwins what is left without the posts that say the same as one it was fitted on;
   *     empty for a model that does not say
   * @param leftOut how many labelled posts the model could not answer
   * @param home what the model reached on the test part of its own set; empty where it does not say
   * @param shift empty where the model does not say what it was fitted on
   * @param words how many words of these posts the model's vocabulary knows; empty for a model that
   *     reads no text, and where no post has one
   * @param lacking for each modality the model reads, the share of the measured posts without it
   */
  public record Cell(
      String model,
      String data,
      Evaluation evaluation,
      boolean seen,
      Optional<WithoutTwins> withoutTwins,
      int leftOut,
      Optional<Home> home,
      Optional<ClassShift> shift,
      Optional<Coverage> words,
      SortedMap<Modality, Double> lacking) {
    public Cell {
      lacking = Collections.unmodifiableSortedMap(new TreeMap<>(lacking));
    }

    /** The score here less that at home, in [-1, 1]; negative for a drop. */
    public Optional<Double> change(Metric metric) {
      return home.flatMap(h -> Optional.ofNullable(h.scores().get(metric)))
          .map(own -> evaluation.score(metric).value() - own.value());
    }
  }

  /**
   * What a model says of itself.
   *
   * @param posts of its own test part
   * @param scores accuracy and macro-F1
   */
  public record Home(int posts, Map<Metric, Estimate> scores) {
    public Home {
      scores = Map.copyOf(scores);
    }
  }

  /** The models, in order. */
  public List<String> models() {
    return cells.stream().map(Cell::model).distinct().toList();
  }

  /** The data sets, in order. */
  public List<String> sets() {
    return cells.stream().map(Cell::data).distinct().toList();
  }

  /** The cell of one model and one set. */
  public Optional<Cell> cell(String model, String data) {
    return cells.stream().filter(c -> c.model().equals(model) && c.data().equals(data)).findFirst();
  }
}
