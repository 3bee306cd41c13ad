package org.covalence.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.covalence.post.Finding;

/** Where the texts of an MVSA folder stand. */
interface TextSource {
  /** The trimmed text of a post; nothing where there is none or only white space. */
  Optional<String> text(String id) throws BadPost;

  /** The posts that have one. */
  Set<String> ids();

  /** Posts whose text is already told to be unreadable. */
  Set<String> faulty();

  /** The encoding that the texts were read in. */
  String encoding();

  /** What is odd about the texts as a whole; complete once they are read. */
  List<Finding> notes();
}
