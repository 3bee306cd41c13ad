package org.covalence.predict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 */
public record Prediction(
    String id,
    List<Double> probabilities,
    SortedSet<Modality> modalities,
    SortedMap<Modality, Double> weights) {
  public Prediction {
    probabilities = List.copyOf(probabilities);
    modalities = Collections.unmodifiableSortedSet(new TreeSet<>(modalities));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    if (probabilities.size() != Sentiment.values().length) {
      throw new IllegalArgumentException(
          "expected one probability a class, found " + probabilities);
    }
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
    int best = 0;
    for (int k = 1; k < probabilities.size(); k++) {
      if (probabilities.get(k) > probabilities.get(best)) {
        best = k;
      }
    }
    return Sentiment.values()[best];
  }

  public double probability(Sentiment label) {
    return probabilities.get(label.ordinal());
  }
}
