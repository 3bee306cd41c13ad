package org.covalence.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Robustness.Curve;
import org.covalence.compare.Robustness.Measured;
import org.covalence.compare.Robustness.Model;
import org.covalence.compare.Robustness.Point;
import org.covalence.disturb.Disturbance;
import org.covalence.disturb.Kind;
import org.covalence.disturb.Missing;
import org.covalence.duplicate.EachPicture;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.runtime.Answer;
import org.covalence.spec.Seeds;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/** Posts that models answer as they are, and then made worse, the same for every model. */
final class DisturbedPosts {
  /** Few enough that as many big pictures without loss fit into memory. */
  private static final int BATCH = 16;

  private final LoadedModels loaded;
  private final List<LabelledPost> posts;
  private final int leftOut;
  private final Map<Model, Map<String, Prediction>> undisturbed;

  private DisturbedPosts(
      LoadedModels loaded,
      List<LabelledPost> posts,
      int leftOut,
      Map<Model, Map<String, Prediction>> undisturbed) {
    this.loaded = loaded;
    this.posts = posts;
    this.leftOut = leftOut;
    this.undisturbed = undisturbed;
  }

  /** Has every model answer the posts as they are, and keeps those that all can answer. */
  static DisturbedPosts of(
      LoadedModels loaded, List<LabelledPost> labelled, boolean strict, Console console) {
    SortedSet<Modality> read = new TreeSet<>();
    loaded.models().forEach(m -> read.addAll(m.reads()));
    List<LabelledPost> answered = labelled.stream().map(p -> only(p, read)).toList();
    Map<Model, Map<String, Prediction>> undisturbed = new LinkedHashMap<>();
    for (Model model : loaded.models()) {
      List<LabelledPost> measured = new ArrayList<>();
      List<Prediction> predictions = new ArrayList<>();
      EvaluateCommand.predict(
          loaded.predictor(model), answered, strict, measured, predictions, console);
      undisturbed.put(
          model,
          predictions.stream().collect(Collectors.toMap(Prediction::id, Function.identity())));
      answered = measured;
    }
    return new DisturbedPosts(
        loaded, List.copyOf(answered), labelled.size() - answered.size(), undisturbed);
  }

  /** A post without what no model reads: it must not keep a post alive that none can answer. */
  private static LabelledPost only(LabelledPost labelled, Set<Modality> read) {
    Post post = labelled.post();
    for (Modality modality : labelled.post().modalities()) {
      post = read.contains(modality) ? post : post.without(modality);
    }
    return new LabelledPost(post, labelled.label(), labelled.own());
  }

  /** The posts that every model can answer as they are. */
  List<LabelledPost> posts() {
    return posts;
  }

  /** How many labelled posts are none of them. */
  int leftOut() {
    return leftOut;
  }

  /** What a model says of the posts as they are, in their order. */
  List<Prediction> undisturbed(Model model) {
    return inOrder(undisturbed.getOrDefault(model, Map.of()));
  }

  /**
   * Makes sure that there is something to disturb.
   *
   * @param source where the posts were read from
   */
  void require(Ordeal ordeal, String source) {
    if (posts.stream().noneMatch(p -> p.post().modalities().contains(ordeal.modality()))) {
      String model =
          loaded.models().stream().filter(ordeal::touches).findFirst().orElseThrow().name();
      throw CovalenceException.data(
          "the model " + model + " reads " + ordeal.modality() + ", and no post has it",
          source,
          "name the disturbances of what the posts have with --disturb");
    }
  }

  /**
   * Measures what an ordeal does to the models.
   *
   * @param evaluate makes an evaluation of a model's predictions
   * @param before the models on the posts as they are
   * @param said takes the predictions of a model that was disturbed, by a name for them
   */
  Curve curve(
      Ordeal ordeal,
      Seeds seeds,
      int threads,
      Evaluating evaluate,
      Map<Model, Evaluation> before,
      Saying said,
      Progress progress) {
    List<Point> points = new ArrayList<>();
    for (double level : ordeal.levels()) {
      Disturbance disturbance = ordeal.kind().at(ordeal.modality(), level);
      Set<String> changed = new HashSet<>();
      Map<Model, List<Prediction>> answers =
          answers(disturbance, ordeal, seeds, threads, changed, progress);
      List<Measured> measured = new ArrayList<>();
      for (Model model : loaded.models()) {
        Evaluation asItWas = before.get(model);
        if (asItWas != null && answers.containsKey(model)) {
          List<Prediction> predictions = answers.getOrDefault(model, List.of());
          said.of(model, ordeal.name() + "-" + Kind.plain(level), predictions);
          measured.add(Measured.of(evaluate.of(model, predictions), asItWas));
        } else if (asItWas != null && ordeal.leaves(model)) {
          measured.add(Measured.untouched(asItWas));
        }
      }
      points.add(new Point(level, changed.size(), measured));
    }
    long spared =
        ordeal.kind() == Kind.MISSING
            ? posts.stream().filter(p -> Missing.isSpared(p.post(), ordeal.modality())).count()
            : 0;
    return new Curve(ordeal.kind(), ordeal.modality(), (int) spared, points);
  }

  /** Measures predictions. */
  @FunctionalInterface
  interface Evaluating {
    Evaluation of(Model model, List<Prediction> predictions);
  }

  /** Takes predictions. */
  @FunctionalInterface
  interface Saying {
    void of(Model model, String disturbance, List<Prediction> predictions);
  }

  /** What each model that is touched says; of posts that stay as they are, what it said before. */
  private Map<Model, List<Prediction>> answers(
      Disturbance disturbance,
      Ordeal ordeal,
      Seeds seeds,
      int threads,
      Set<String> changed,
      Progress progress) {
    List<Model> touched = loaded.models().stream().filter(ordeal::touches).toList();
    Map<Model, Map<String, Prediction>> answers = new LinkedHashMap<>();
    touched.forEach(
        model -> answers.put(model, new HashMap<>(undisturbed.getOrDefault(model, Map.of()))));
    for (int from = 0; from < posts.size(); from += BATCH) {
      List<Post> batch =
          posts.subList(from, Math.min(from + BATCH, posts.size())).stream()
              .map(LabelledPost::post)
              .toList();
      List<Post> disturbed =
          EachPicture.of(batch, post -> disturbance.of(post, seeds), threads, progress);
      List<Post> others = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        if (!disturbed.get(i).equals(batch.get(i))) {
          others.add(disturbed.get(i));
          changed.add(batch.get(i).id());
        }
      }
      answers.forEach((model, known) -> predict(model, others, known));
    }
    Map<Model, List<Prediction>> ordered = new LinkedHashMap<>();
    answers.forEach((model, known) -> ordered.put(model, inOrder(known)));
    return ordered;
  }

  private void predict(Model model, List<Post> others, Map<String, Prediction> into) {
    if (others.isEmpty()) {
      return;
    }
    for (Answer answer : loaded.predictor(model).predict(others)) {
      if (answer instanceof Answer.Failed failed) {
        // It was answered before: to leave it out here would compare other posts.
        throw failed.fault();
      }
      Prediction prediction = ((Answer.Predicted) answer).prediction();
      into.put(prediction.id(), prediction);
    }
  }

  private List<Prediction> inOrder(Map<String, Prediction> predictions) {
    return posts.stream().map(p -> Objects.requireNonNull(predictions.get(p.id()))).toList();
  }
}
