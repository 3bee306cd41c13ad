package org.covalence.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Post;
import org.covalence.read.Corpus;

/** Made-up labelled posts. */
final class MadePosts {
  private MadePosts() {}

  /** So many posts of each class, in class order; their ids are 1, 2, … in a shuffled order. */
  static LabelledCorpus corpus(Random random, int negative, int neutral, int positive) {
    List<Sentiment> labels = new ArrayList<>();
    labels.addAll(Collections.nCopies(negative, Sentiment.NEGATIVE));
    labels.addAll(Collections.nCopies(neutral, Sentiment.NEUTRAL));
    labels.addAll(Collections.nCopies(positive, Sentiment.POSITIVE));
    Collections.shuffle(labels, random);
    Map<String, Sentiment> byId = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      byId.put(Integer.toString(i + 1), labels.get(i));
    }
    return corpus(byId);
  }

  /** One post a label, under the given ids. */
  static LabelledCorpus corpus(Map<String, Sentiment> labels) {
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    labels.forEach((id, label) -> annotations.put(id, new Annotation.Merged(label)));
    return LabelledCorpus.of(
        new Corpus(
            "jsonl",
            "made.jsonl",
            "UTF-8",
            1,
            labels.keySet().stream().map(id -> Post.ofText(id, "text of " + id)).toList(),
            annotations,
            List.of()),
        new LabelRule.Standard());
  }

  /** The same posts in another order. */
  static LabelledCorpus shuffled(LabelledCorpus corpus, Random random) {
    List<LabelledPost> posts = new ArrayList<>(corpus.posts());
    Collections.shuffle(posts, random);
    Map<String, Sentiment> labels = new LinkedHashMap<>();
    posts.forEach(p -> labels.put(p.id(), p.label()));
    return corpus(labels);
  }

  static List<String> ids(Part part) {
    return part.posts().stream().map(LabelledPost::id).toList();
  }
}
