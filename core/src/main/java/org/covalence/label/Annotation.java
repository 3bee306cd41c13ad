package org.covalence.label;

import java.util.List;
import java.util.Map;
import org.covalence.post.Modality;

/** What annotators said of one post, before a {@link LabelRule} makes one label of it. */
public sealed interface Annotation {
  /** One label for the whole post, already merged by whoever published it. */
  record Merged(Sentiment label) implements Annotation {}

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
    }
  }
}
