package org.covalence.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.covalence.label.Sentiment;
import org.covalence.store.StrictJson;

/**
 * How often each class occurs.
 *
 * @param of every class, in class order, those that do not occur with 0
 */
public record LabelCounts(Map<Sentiment, Integer> of) {
  public LabelCounts {
    Map<Sentiment, Integer> all = new EnumMap<>(Sentiment.class);
    for (Sentiment label : Sentiment.values()) {
      all.put(label, of.getOrDefault(label, 0));
    }
    of = Collections.unmodifiableMap(all);
  }

  static LabelCounts of(Collection<Sentiment> labels) {
    Map<Sentiment, Integer> counts = new EnumMap<>(Sentiment.class);
    labels.forEach(l -> counts.merge(l, 1, Integer::sum));
    return new LabelCounts(counts);
  }

  /** How often {@code label} occurs. */
  public int count(Sentiment label) {
    return of.getOrDefault(label, 0);
  }

  public int total() {
    return of.values().stream().mapToInt(Integer::intValue).sum();
  }

  ObjectNode toJson() {
    ObjectNode json = StrictJson.object();
    of.forEach((label, count) -> json.put(label.label(), count));
    return json;
  }
}
