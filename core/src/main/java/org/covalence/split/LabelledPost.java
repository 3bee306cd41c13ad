package org.covalence.split;

import org.covalence.label.Sentiment;
import org.covalence.post.Post;

/** A post and the one label that a label rule gave it. */
public record LabelledPost(Post post, Sentiment label) {
  public String id() {
    return post.id();
  }
}
