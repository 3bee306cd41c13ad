package org.covalence.label;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.post.Modality;

/**
 * How annotations become one label for a post. The same data under another rule is another task, so
 * every result names its rule.
 */
public sealed interface LabelRule {
  /** The name in options, files and signatures. */
  String name();

  /** What the rule makes of one annotation. */
  Labelling label(Annotation annotation);

  /** Every rule, in the order of the documentation. */
  static List<LabelRule> all() {
    return List.of(new Standard());
  }

  /** A label, or the reason why there is none. */
  sealed interface Labelling {
    /** The post has this label. */
    record Labelled(Sentiment label) implements Labelling {}

    /**
     * The rule leaves the post out. {@code reason} is one of a few fixed sentences, so that it can
     * be counted.
     */
    record Dropped(String reason) implements Labelling {}
  }

  /**
   * The rule of MultiSentiNet (Xu and Mao, CIKM 2017, section 4.1): equal labels stay; one neutral
   * gives way to the other; positive against negative is dropped. With several annotators the
   * majority is taken per modality first, and a post without a majority in one of them is dropped.
   */
  record Standard() implements LabelRule {
    public static final String NO_MAJORITY = "no majority among the annotators";
    public static final String CONTRADICTION = "one modality positive, the other negative";

    @Override
    public String name() {
      return "standard";
    }

    @Override
    public Labelling label(Annotation annotation) {
      if (annotation instanceof Annotation.Merged merged) {
        return new Labelling.Labelled(merged.label());
      }
      Annotation.PerModality each = (Annotation.PerModality) annotation;
      Map<Modality, Sentiment> majority = new TreeMap<>();
      for (Modality modality : each.modalities()) {
        Optional<Sentiment> agreed = each.majority(modality);
        if (agreed.isEmpty()) {
          return new Labelling.Dropped(NO_MAJORITY);
        }
        majority.put(modality, agreed.get());
      }
      return merge(majority.values());
    }

    private static Labelling merge(Collection<Sentiment> labels) {
      boolean positive = labels.contains(Sentiment.POSITIVE);
      boolean negative = labels.contains(Sentiment.NEGATIVE);
      if (positive && negative) {
        return new Labelling.Dropped(CONTRADICTION);
      }
      return new Labelling.Labelled(
          positive ? Sentiment.POSITIVE : negative ? Sentiment.NEGATIVE : Sentiment.NEUTRAL);
    }
  }
}
