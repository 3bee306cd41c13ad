package org.covalence.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.covalence.label.LabelRule;
import org.covalence.read.Corpus;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.StrictJson;

/**
 * What a label rule would make of a corpus: whoever chooses one should see them all.
 *
 * @param rule its name in results
 * @param labels the labels that it gives, also those of annotated posts that could not be read
 * @param usable how many of these posts can be read
 * @param dropped how many annotated posts it leaves out
 * @param floor the majority floor of {@code labels}
 */
public record RuleCounts(
    String rule, LabelCounts labels, int usable, int dropped, MajorityFloor floor) {
  /** Every rule there is, for labels read in the way of {@code corpus}. */
  public static List<RuleCounts> all(LabelledCorpus corpus) {
    return LabelRule.all().stream()
        .map(rule -> corpus.rule() instanceof LabelRule.Mapped m ? rule.readBy(m.map()) : rule)
        .map(rule -> of(corpus.corpus(), rule))
        .toList();
  }

  private static RuleCounts of(Corpus corpus, LabelRule rule) {
    LabelledCorpus labelled = LabelledCorpus.of(corpus, rule);
    LabelCounts labels = LabelCounts.of(labelled.labels().values());
    return new RuleCounts(
        rule.name(),
        labels,
        labelled.posts().size(),
        labelled.dropped().values().stream().mapToInt(List::size).sum(),
        MajorityFloor.of(labels));
  }

  ObjectNode toJson() {
    ObjectNode json =
        StrictJson.object()
            .put("rule", rule)
            .put("labelled", labels.total())
            .put("usable", usable)
            .put("dropped", dropped);
    json.set("labels", labels.toJson());
    json.set("floor", floor.toJson());
    return json;
  }
}
