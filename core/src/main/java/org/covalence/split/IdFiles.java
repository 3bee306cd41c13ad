package org.covalence.split;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that say which post is in which part, one id a line.
 *
 * @param train where it is missing: every labelled post that no other file names
 * @param validation where it is missing: a stratified share of the training posts
 * @param test where it is missing: a stratified share of the training posts
 */
public record IdFiles(Optional<Path> train, Optional<Path> validation, Optional<Path> test) {
  /** No file at all, which leaves everything to the seed. */
  public static final IdFiles NONE =
      new IdFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
