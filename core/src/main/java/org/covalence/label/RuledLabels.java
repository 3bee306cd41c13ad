package org.covalence.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.label.LabelRule.Labelling;

/**
 * What a rule makes of many annotations.
 *
 * @param labels by id, in the order of the annotations
 * @param dropped the ids that the rule left out, by reason, in the same order
 */
public record RuledLabels(Map<String, Sentiment> labels, SortedMap<String, List<String>> dropped) {
  public RuledLabels {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    SortedMap<String, List<String>> copy = new TreeMap<>();
    dropped.forEach((reason, ids) -> copy.put(reason, List.copyOf(ids)));
    dropped = Collections.unmodifiableSortedMap(copy);
  }

  /** Applies {@code rule} to each of {@code annotations}. */
  public static RuledLabels of(Map<String, Annotation> annotations, LabelRule rule) {
    Map<String, Sentiment> labels = new LinkedHashMap<>();
    SortedMap<String, List<String>> dropped = new TreeMap<>();
    annotations.forEach(
        (id, annotation) -> {
          Labelling labelling = rule.label(annotation);
          if (labelling instanceof Labelling.Labelled labelled) {
            labels.put(id, labelled.label());
          } else if (labelling instanceof Labelling.Dropped drop) {
            dropped.computeIfAbsent(drop.reason(), r -> new ArrayList<>()).add(id);
          }
        });
    return new RuledLabels(labels, dropped);
  }
}
