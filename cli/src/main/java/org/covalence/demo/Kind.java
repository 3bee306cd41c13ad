package org.covalence.demo;

import static org.covalence.label.Sentiment.NEGATIVE;
import static org.covalence.label.Sentiment.NEUTRAL;
import static org.covalence.label.Sentiment.POSITIVE;

import java.util.ArrayList;
import java.util.List;
import org.covalence.label.Sentiment;

/**
 * What the two halves of a post say. The shares are such that an ideal reader of one half is right
 * for about 78 % of the labelled posts, one of both for nearly all.
 */
enum Kind {
  PLAIN(NEUTRAL, NEUTRAL, 26),
  BOTH_GLAD(POSITIVE, POSITIVE, 13),
  BOTH_SAD(NEGATIVE, NEGATIVE, 13),
  GLAD_WORDS(POSITIVE, NEUTRAL, 10),
  SAD_WORDS(NEGATIVE, NEUTRAL, 10),
  GLAD_PICTURE(NEUTRAL, POSITIVE, 10),
  SAD_PICTURE(NEUTRAL, NEGATIVE, 10),
  GLAD_WORDS_SAD_PICTURE(POSITIVE, NEGATIVE, 4),
  SAD_WORDS_GLAD_PICTURE(NEGATIVE, POSITIVE, 4);

  private final Sentiment text;
  private final Sentiment image;
  private final int percent;

  Kind(Sentiment text, Sentiment image, int percent) {
    this.text = text;
    this.image = image;
    this.percent = percent;
  }

  Sentiment text() {
    return text;
  }

  Sentiment image() {
    return image;
  }

  /** So many kinds, in these shares as nearly as whole posts allow. */
  static List<Kind> shares(int posts) {
    List<Kind> kinds = new ArrayList<>();
    int percent = 0;
    for (Kind kind : values()) {
      percent += kind.percent;
      while (kinds.size() < Math.round(posts * percent / 100.0)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
