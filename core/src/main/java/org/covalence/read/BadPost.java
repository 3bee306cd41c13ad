package org.covalence.read;

import org.covalence.post.Finding;

/** Why one post cannot be read; whoever catches it adds the place and goes on with the next. */
final class BadPost extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String reason;
  private final String remedy;

  BadPost(String code, String reason, String remedy) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The fault of an id that came before. */
  static BadPost duplicate(long earlierLine) {
    return new BadPost(
        "duplicate-id",
        "expected a new id, found the one of line " + earlierLine + ", which was kept",
        "give every post its own id");
  }

  String reason() {
    return reason;
  }

  String remedy() {
    return remedy;
  }

  Finding at(String place) {
    return Finding.skipped(code, place, reason, remedy);
  }
}
