package org.covalence.read;

import java.util.Map;
import java.util.Optional;

/** One record of a file of posts. */
interface Row {
  /** The line on which it begins, counted from 1. */
  long line();

  /** Its trimmed id, where the record is whole enough to tell. */
  Optional<String> id();

  /**
   * Its fields by the names in {@link Rows#FIELDS}; a field that it lacks or that is empty is
   * absent.
   */
  Map<String, String> fields() throws BadPost;
}
