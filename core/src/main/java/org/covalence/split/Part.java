package org.covalence.split;

import java.util.List;
import org.covalence.label.Sentiment;

/**
 * One part of a split. The three parts are three types, so that nothing that fits, picks or stops
 * can be handed the posts that a result is measured on.
 */
public sealed interface Part permits TrainingPart, ValidationPart, TestPart {
  /** The posts, in the order of the corpus. */
  List<LabelledPost> posts();

  /** {@code train}, {@code validation} or {@code test}. */
  String name();

  /** The labels, in the order of the posts. */
  default List<Sentiment> labels() {
    return posts().stream().map(LabelledPost::label).toList();
  }
}
