package org.covalence.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.read.Corpus;
import org.covalence.store.StrictJson;

/**
 * What there is of one modality, and how it was labelled.
 *
 * @param posts how many posts have it
 * @param labels the majority labels of the annotators who labelled it by itself
 * @param noMajority how many posts have no such majority
 * @param annotators the labels of each annotator; empty where only whole posts were labelled
 */
public record ModalityCounts(
    int posts, LabelCounts labels, int noMajority, List<LabelCounts> annotators) {
  public ModalityCounts {
    annotators = List.copyOf(annotators);
  }

  static ModalityCounts of(Corpus corpus, Modality modality) {
    List<Annotation.PerModality> annotations = annotations(corpus.annotations().values(), modality);
    List<Sentiment> majorities =
        annotations.stream().flatMap(a -> a.majority(modality).stream()).toList();
    int annotators = annotations.stream().mapToInt(a -> a.votes().size()).max().orElse(0);
    List<LabelCounts> each = new ArrayList<>();
    for (int k = 0; k < annotators; k++) {
      int annotator = k;
      each.add(
          LabelCounts.of(
              annotations.stream()
                  .filter(a -> a.votes().size() > annotator)
                  .map(a -> a.votes().get(annotator))
                  .flatMap(vote -> labels(vote, modality).stream())
                  .toList()));
    }
    return new ModalityCounts(
        (int) corpus.posts().stream().filter(p -> p.modalities().contains(modality)).count(),
        LabelCounts.of(majorities),
        annotations.size() - majorities.size(),
        each);
  }

  private static List<Annotation.PerModality> annotations(
      Collection<Annotation> all, Modality modality) {
    List<Annotation.PerModality> annotations = new ArrayList<>();
    for (Annotation annotation : all) {
      if (annotation instanceof Annotation.PerModality each
          && each.modalities().contains(modality)) {
        annotations.add(each);
      }
    }
    return annotations;
  }

  private static List<Sentiment> labels(Map<Modality, Sentiment> vote, Modality modality) {
    Sentiment label = vote.get(modality);
    return label == null ? List.of() : List.of(label);
  }

  ObjectNode toJson() {
    ObjectNode json = StrictJson.object().put("posts", posts);
    json.set("labels", labels.toJson());
    json.put("noMajority", noMajority);
    ArrayNode each = json.putArray("annotators");
    annotators.forEach(a -> each.add(a.toJson()));
    return json;
  }
}
