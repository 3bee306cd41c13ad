package org.covalence.train;

import org.covalence.post.Content;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;

/** What plans of image encoders say alike. */
final class Pictures {
  private Pictures() {}

  /** What faults call the picture of a post. */
  static String place(LabelledPost post, Content content) {
    return content instanceof Content.Stored stored
        ? stored.file() + " (post " + post.id() + ")"
        : "the picture of post " + post.id();
  }

  static CovalenceException nonePresent() {
    return CovalenceException.usage(
        "no post of the training part has a picture",
        "--modalities",
        "leave image out: --modalities text");
  }
}
