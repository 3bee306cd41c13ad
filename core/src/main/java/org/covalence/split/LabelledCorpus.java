package org.covalence.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.RuledLabels;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.jspecify.annotations.Nullable;

/**
 * What a label rule makes of a corpus.
 *
 * @param corpus what was read
 * @param rule the rule
 * @param posts the posts that have a label, in the order of the corpus
 * @param labels every label that the rule gave, by id, in the order of the corpus; also of
 *     annotated posts that could not be read
 * @param dropped the ids that the rule left out, by reason, in the order of the corpus
 */
public record LabelledCorpus(
    Corpus corpus,
    LabelRule rule,
    List<LabelledPost> posts,
    Map<String, Sentiment> labels,
    SortedMap<String, List<String>> dropped) {
  public LabelledCorpus {
    posts = List.copyOf(posts);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    SortedMap<String, List<String>> copy = new TreeMap<>();
    dropped.forEach((reason, ids) -> copy.put(reason, List.copyOf(ids)));
    dropped = Collections.unmodifiableSortedMap(copy);
  }

  /** Applies {@code rule} to every annotation of {@code corpus}. */
  public static LabelledCorpus of(Corpus corpus, LabelRule rule) {
    RuledLabels ruled = RuledLabels.of(corpus.annotations(), rule);
    List<LabelledPost> posts = new ArrayList<>();
    for (Post post : corpus.posts()) {
      Sentiment label = ruled.labels().get(post.id());
      if (label != null) {
        posts.add(new LabelledPost(post, label, own(corpus.annotations().get(post.id()))));
      }
    }
    return new LabelledCorpus(corpus, rule, posts, ruled.labels(), ruled.dropped());
  }

  /** What the annotators said of each modality by itself, where most of them agreed. */
  private static Map<Modality, Sentiment> own(@Nullable Annotation annotation) {
    Map<Modality, Sentiment> own = new HashMap<>();
    if (annotation instanceof Annotation.PerModality each) {
      each.modalities().forEach(m -> each.majority(m).ifPresent(label -> own.put(m, label)));
    }
    return own;
  }

  /** Every id that the source names, with what became of it, in words for a message. */
  Map<String, String> fates() {
    Map<String, String> fates = new HashMap<>();
    labels.keySet().forEach(id -> fates.put(id, "could not be read"));
    corpus.posts().forEach(post -> fates.put(post.id(), "have no label"));
    dropped.forEach(
        (reason, ids) ->
            ids.forEach(id -> fates.put(id, "were dropped by the rule (" + reason + ")")));
    posts.forEach(post -> fates.remove(post.id()));
    return fates;
  }
}
