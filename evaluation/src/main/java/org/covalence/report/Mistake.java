package org.covalence.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;

/**
 * A post that a system called wrong.
 *
 * @param system whose mistake it is, as its evaluation calls it
 * @param seed what the system was trained from
 * @param id the post
 * @param truth the class it is of
 * @param called the class it was called
 * @param probability what the system gave the class it called, a fraction
 * @param truthProbability what the system gave the class it is of, a fraction
 * @param text its words, where it has some
 * @param picture a small copy of its picture, where there is one
 */
public record Mistake(
    String system,
    long seed,
    String id,
    String truth,
    String called,
    double probability,
    double truthProbability,
    Optional<String> text,
    Optional<InlinePicture> picture) {
  /**
   * The mistakes of which a system was surest: without text and picture, which {@link #withPost}
   * adds. Empty where the system tells no probabilities.
   *
   * @param most how many at most
   */
  public static List<Mistake> worst(Evaluation evaluation, int most) {
    Scored scored = evaluation.scored();
    Optional<double[][]> told = scored.probabilities();
    if (told.isEmpty()) {
      return List.of();
    }
    double[][] probabilities = told.get();
    int[] truth = scored.truth();
    int[] called = scored.predicted();
    List<String> labels = evaluation.protocol().labels();
    return IntStream.range(0, scored.posts())
        .filter(i -> truth[i] != called[i])
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -probabilities[i][called[i]])
                .thenComparing(i -> scored.ids().get(i)))
        .limit(most)
        .map(
            i ->
                new Mistake(
                    evaluation.system(),
                    evaluation.seed(),
                    scored.ids().get(i),
                    labels.get(truth[i]),
                    labels.get(called[i]),
                    probabilities[i][called[i]],
                    probabilities[i][truth[i]],
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  /** The same with what the post says. */
  public Mistake withPost(Optional<String> words, Optional<InlinePicture> small) {
    return new Mistake(
        system, seed, id, truth, called, probability, truthProbability, words, small);
  }
}
