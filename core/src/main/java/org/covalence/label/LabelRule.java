package org.covalence.label;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.post.Modality;

/**
 * How annotations become one label for a post. The same data under another rule is another task, so
 * every result names its rule.
 *
 * <p>Where several annotators labelled each modality by itself, their majority (more than half) is
 * taken per modality first; {@link MajorityOfAll} alone counts all votes together.
 */
public sealed interface LabelRule {
  /** The label map calls for the post to be left out. */
  String SET_ASIDE = "the label map drops its label";

  /** There is no label that most annotators gave. */
  String NO_MAJORITY = "no majority among the annotators";

  /** The name in options, files and signatures. */
  String name();

  /** What the rule makes of one label for the whole post, merged by whoever published it. */
  Labelling ofWhole(Sentiment label);

  /** What the rule makes of labels for each modality. */
  Labelling ofEach(Annotation.PerModality annotation);

  /** What the rule makes of one annotation. */
  default Labelling label(Annotation annotation) {
    if (annotation instanceof Annotation.Merged merged) {
      return ofWhole(merged.label());
    }
    if (annotation instanceof Annotation.PerModality each) {
      return ofEach(each);
    }
    return new Labelling.Dropped(SET_ASIDE);
  }

  /** Every rule, in the order of the documentation. */
  static List<LabelRule> all() {
    return List.of(
        new Standard(),
        new MajorityOfAll(),
        new AgreementOnly(),
        new OwnLabel(Modality.TEXT),
        new OwnLabel(Modality.IMAGE));
  }

  /** This rule for posts whose labels were read by {@code map}, named after both. */
  default LabelRule readBy(LabelMap map) {
    return map.targets().isEmpty() ? this : new Mapped(this, map);
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
   * gives way to the other; positive against negative is dropped, and so is a post without a
   * majority in one of its modalities.
   */
  record Standard() implements LabelRule {
    public static final String CONTRADICTION = "one modality positive, the other negative";

    @Override
    public String name() {
      return "standard";
    }

    @Override
    public Labelling ofWhole(Sentiment label) {
      return new Labelling.Labelled(label);
    }

    @Override
    public Labelling ofEach(Annotation.PerModality annotation) {
      return majorities(annotation)
          .map(each -> merge(each.values()))
          .orElse(new Labelling.Dropped(NO_MAJORITY));
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

  /**
   * The label with the most votes, those of all annotators on all modalities counted together. A
   * tie for the first place is neutral, so nothing is dropped.
   */
  record MajorityOfAll() implements LabelRule {
    @Override
    public String name() {
      return "majority-of-all";
    }

    @Override
    public Labelling ofWhole(Sentiment label) {
      return new Labelling.Labelled(label);
    }

    @Override
    public Labelling ofEach(Annotation.PerModality annotation) {
      Map<Sentiment, Integer> count = new EnumMap<>(Sentiment.class);
      annotation.votes().forEach(v -> v.values().forEach(s -> count.merge(s, 1, Integer::sum)));
      int most = count.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      List<Sentiment> first =
          count.entrySet().stream()
              .filter(e -> e.getValue() == most)
              .map(Map.Entry::getKey)
              .toList();
      return new Labelling.Labelled(first.size() == 1 ? first.get(0) : Sentiment.NEUTRAL);
    }
  }

  /**
   * Only posts whose modalities have one and the same label, as the JSON Lines that came with QMF
   * (Zhang et al., ICML 2023) keep them. A post that has one label as a whole is dropped: it does
   * not tell whether its modalities agreed.
   */
  record AgreementOnly() implements LabelRule {
    public static final String DISAGREEMENT = "the modalities have different labels";
    public static final String UNKNOWN = "fewer than two modalities have labels of their own";

    @Override
    public String name() {
      return "agreement-only";
    }

    @Override
    public Labelling ofWhole(Sentiment label) {
      return new Labelling.Dropped(UNKNOWN);
    }

    @Override
    public Labelling ofEach(Annotation.PerModality annotation) {
      if (annotation.modalities().size() < 2) {
        return new Labelling.Dropped(UNKNOWN);
      }
      return majorities(annotation)
          .map(each -> agreed(List.copyOf(each.values())))
          .orElse(new Labelling.Dropped(NO_MAJORITY));
    }

    private static Labelling agreed(List<Sentiment> labels) {
      return labels.stream().distinct().count() == 1
          ? new Labelling.Labelled(labels.get(0))
          : new Labelling.Dropped(DISAGREEMENT);
    }
  }

  /** The label of one modality, whatever those of the others are. */
  record OwnLabel(Modality modality) implements LabelRule {
    @Override
    public String name() {
      return modality + "-label";
    }

    /** Why a post is dropped that was not labelled so. */
    public String noLabel() {
      return "the " + modality + " has no label of its own";
    }

    @Override
    public Labelling ofWhole(Sentiment label) {
      return new Labelling.Dropped(noLabel());
    }

    @Override
    public Labelling ofEach(Annotation.PerModality annotation) {
      if (!annotation.modalities().contains(modality)) {
        return new Labelling.Dropped(noLabel());
      }
      return annotation
          .majority(modality)
          .<Labelling>map(Labelling.Labelled::new)
          .orElse(new Labelling.Dropped(NO_MAJORITY));
    }
  }

  /**
   * A rule for labels that were read by a map; results name both, as {@code standard+own@12ab…}.
   */
  record Mapped(LabelRule rule, LabelMap map) implements LabelRule {
    @Override
    public String name() {
      return rule.name() + "+" + map.signature();
    }

    @Override
    public Labelling ofWhole(Sentiment label) {
      return rule.ofWhole(label);
    }

    @Override
    public Labelling ofEach(Annotation.PerModality annotation) {
      return rule.ofEach(annotation);
    }
  }

  /** The majority in every labelled modality; empty where one of them has none. */
  private static Optional<Map<Modality, Sentiment>> majorities(Annotation.PerModality annotation) {
    Map<Modality, Sentiment> majorities = new TreeMap<>();
    for (Modality modality : annotation.modalities()) {
      annotation.majority(modality).ifPresent(label -> majorities.put(modality, label));
    }
    return majorities.size() == annotation.modalities().size()
        ? Optional.of(majorities)
        : Optional.empty();
  }
}
