package org.covalence.label;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.covalence.post.Modality;

/** What annotators said of one post, before a {@link LabelRule} makes one label of it. */
public sealed interface Annotation {
  /** One label for the whole post, already merged by whoever published it. */
  record Merged(Sentiment label) implements Annotation {}

  /**
   * A label that the {@link LabelMap} says to leave out. Where several annotators labelled a post,
   * one such word is enough: the others' votes would be a majority of fewer.
   */
  record SetAside() implements Annotation {}

  /**
   * One label for each modality from each annotator, as MVSA has them.
   *
   * @param votes one map an annotator, each with the same modalities; at least one
   */
  record PerModality(List<Map<Modality, Sentiment>> votes) implements Annotation {
    public PerModality {
      votes = votes.stream().map(Map::copyOf).toList();
      if (votes.isEmpty() || votes.stream().anyMatch(Map::isEmpty)) {
        throw new IllegalArgumentException(
            "an annotation needs an annotator and a label: " + votes);
      }
      if (votes.stream().map(Map::keySet).distinct().count() > 1) {
        throw new IllegalArgumentException("annotators label the same modalities: " + votes);
      }
    }

    /** The modalities that were labelled. */
    public SortedSet<Modality> modalities() {
      return new TreeSet<>(votes.get(0).keySet());
    }

    /** The label that more than half of the annotators gave {@code modality}. */
    public Optional<Sentiment> majority(Modality modality) {
      Map<Sentiment, Integer> count = new EnumMap<>(Sentiment.class);
      for (Map<Modality, Sentiment> vote : votes) {
        Optional.ofNullable(vote.get(modality)).ifPresent(s -> count.merge(s, 1, Integer::sum));
      }
      return count.entrySet().stream()
          .filter(e -> 2 * e.getValue() > votes.size())
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }
}
