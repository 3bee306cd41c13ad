package org.covalence.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.covalence.metric.Metric;
import org.covalence.split.Groups;

/**
 * What each part of a configuration is worth: the full one, and variants of it without one part
 * each, trained on the same folds from the same seeds. Several trainings are pooled: each post
 * counts once a training, and all of a post's are drawn, or exchanged, as a whole, since they are
 * one witness.
 *
 * @param full the full configuration, over all trainings
 * @param effects one for each variant, in their order, corrected by Holm's method over these alone
 * @param folds what each training came to on each fold
 * @param trainings how many trainings on all posts there are of each
 * @param signature what another person must know to get the same numbers; its posts are those of
 *     one training
 */
public record Ablation(
    Evaluation full, List<Effect> effects, FoldScores folds, int trainings, Signature signature) {
  /**
   * What a part is worth: the full configuration minus the variant, so that what helps is above
   * zero.
   *
   * @param difference on these posts
   * @param accuracyOverFolds whether it would be there with other training posts
   * @param macroF1OverFolds the same of macro-F1
   */
  public record Effect(
      Difference difference, FoldComparison accuracyOverFolds, FoldComparison macroF1OverFolds) {
    /** The variant. */
    public Evaluation variant() {
      return difference.b();
    }

    /** Whether both called every post alike, in every training. */
    public boolean isNoneAtAll() {
      return Arrays.equals(
          difference.a().scored().predicted(),
          difference
              .b()
              .scored()
              .inOrderOf(difference.a().scored(), variant().system())
              .predicted());
    }
  }

  public Ablation {
    effects = List.copyOf(effects);
  }

  /**
   * Compares the system named first with every other.
   *
   * @param evaluations each system with each of its trainings on all posts; as many of each, two
   *     systems or more
   * @param folds of the same systems, two folds or more
   */
  public static Ablation of(List<Evaluation> evaluations, FoldScores folds) {
    List<String> systems = evaluations.stream().map(Evaluation::system).distinct().toList();
    List<Evaluation> pooled = new ArrayList<>();
    int trainings = 0;
    for (String system : systems) {
      List<Evaluation> own = evaluations.stream().filter(e -> e.system().equals(system)).toList();
      if (trainings > 0 && own.size() != trainings) {
        throw new IllegalArgumentException(
            "expected " + trainings + " trainings of " + system + ", found " + own.size());
      }
      trainings = own.size();
      pooled.add(pooled(own));
    }
    Evaluation full = pooled.get(0);
    List<Difference> differences =
        Pair.tested(pooled.subList(1, pooled.size()).stream().map(v -> Pair.of(full, v)).toList());
    List<FoldComparison> accuracy = folds.against(full.system(), Metric.ACCURACY);
    List<FoldComparison> macroF1 = folds.against(full.system(), Metric.MACRO_F1);
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < differences.size(); i++) {
      effects.add(new Effect(differences.get(i), accuracy.get(i), macroF1.get(i)));
    }
    Scored one = evaluations.get(0).scored();
    return new Ablation(
        full, effects, folds, trainings, full.protocol().signature(one.part(), one.posts()));
  }

  private static Evaluation pooled(List<Evaluation> trainings) {
    Evaluation first = trainings.get(0);
    if (trainings.size() == 1) {
      return first;
    }
    Groups groups = first.protocol().groups();
    Map<String, String> names = new HashMap<>();
    for (int t = 0; t < trainings.size(); t++) {
      for (String id : first.scored().ids()) {
        names.put(Scored.pooledId(id, t), groups.of(id));
      }
    }
    return Evaluation.of(
        first.protocol().with(new Groups(names)),
        first.system(),
        first.seed(),
        Scored.pooled(trainings.stream().map(Evaluation::scored).toList()));
  }

  /** How many posts each training was tested on. */
  public int posts() {
    return signature.posts();
  }
}
