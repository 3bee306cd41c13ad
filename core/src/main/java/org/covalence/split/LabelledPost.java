package org.covalence.split;

import java.util.Map;
import java.util.Optional;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.post.Post;

/**
 * A post and the one label that a label rule gave it.
 *
 * @param own what annotators said of each modality by itself, where they did and agreed; for
 *     fitting only
 */
public record LabelledPost(Post post, Sentiment label, Map<Modality, Sentiment> own) {
  public LabelledPost {
    own = Map.copyOf(own);
  }

  /** A post of which only the whole was labelled. */
  public LabelledPost(Post post, Sentiment label) {
    this(post, label, Map.of());
  }

  public String id() {
    return post.id();
  }

  /** What annotators said of one modality. */
  public Optional<Sentiment> ownLabel(Modality modality) {
    return Optional.ofNullable(own.get(modality));
  }
}
