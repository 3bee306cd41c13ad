package org.covalence.predict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;

/**
 * What a model says of one post.
 *
 * @param id the post
 * @param probabilities in class order ({@link Sentiment}), each in [0, 1], summing to one
 * @param modalities those the model could use
 * @param weights how much the fusion listened to each of them, summing to one; empty where the
 *     fusion has no weights
 * @param abstained whether it is less sure than was asked for, so that its label is no answer
 * @param set the labels among which the true one is as often as was asked for; empty where nobody
 *     asked
 */
public record Prediction(
    String id,
    List<Double> probabilities,
    SortedSet<Modality> modalities,
    SortedMap<Modality, Double> weights,
    boolean abstained,
    Optional<SortedSet<Sentiment>> set) {
  public Prediction {
    probabilities = List.copyOf(probabilities);
    modalities = Collections.unmodifiableSortedSet(new TreeSet<>(modalities));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    set = set.map(labels -> Collections.unmodifiableSortedSet(new TreeSet<>(labels)));
    if (probabilities.size() != Sentiment.values().length) {
      throw new IllegalArgumentException(
          "expected one probability a class, found " + probabilities);
    }
  }

  /** A prediction that answers, and of which no set was asked for. */
  public Prediction(
      String id,
      List<Double> probabilities,
      SortedSet<Modality> modalities,
      SortedMap<Modality, Double> weights) {
    this(id, probabilities, modalities, weights, false, Optional.empty());
  }

  /** A prediction from a float vector, as networks give it. */
  public static Prediction of(
      String id,
      double[] probabilities,
      SortedSet<Modality> modalities,
      Map<Modality, Double> weights) {
    return new Prediction(
        id,
        java.util.Arrays.stream(probabilities).boxed().toList(),
        modalities,
        new TreeMap<>(weights));
  }

  /** The class of the highest probability; the first one where two are equal. */
  public Sentiment label() {
    return Sentiment.likeliest(probabilities);
  }

  /** The highest probability. */
  public double confidence() {
    return probability(label());
  }

  /** The same, which abstains where its confidence is below {@code minConfidence}, in [0, 1]. */
  public Prediction abstainingBelow(double minConfidence) {
    return new Prediction(
        id, probabilities, modalities, weights, confidence() < minConfidence, set);
  }

  /** The same with a set of labels. */
  public Prediction withSet(SortedSet<Sentiment> labels) {
    return new Prediction(id, probabilities, modalities, weights, abstained, Optional.of(labels));
  }

  public double probability(Sentiment label) {
    return probabilities.get(label.ordinal());
  }
}
