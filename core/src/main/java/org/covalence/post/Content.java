package org.covalence.post;

import java.nio.file.Path;

/** What a post says in one modality, before any preparation. */
public sealed interface Content {
  /** Words. */
  record Text(String value) implements Content {}

  /** A file (a picture; one day sound or video) that is read when it is needed. */
  record Stored(Path file) implements Content {}

  /** The bytes of such a file, already in memory. The array is not copied: do not change it. */
  record InMemory(byte[] bytes) implements Content {}
}
