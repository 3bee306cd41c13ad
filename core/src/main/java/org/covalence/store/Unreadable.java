package org.covalence.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The fault to report when a file that the user named could not be read. */
public final class Unreadable {
  private Unreadable() {}

  /** Turns what the system said about {@code file} into what the user can do about it. */
  public static CovalenceException because(IOException e, Path file) {
    if (e instanceof NoSuchFileException) {
      return CovalenceException.data(
          "there is no such file", file.toString(), "check the path and its spelling", e);
    }
    if (e instanceof AccessDeniedException) {
      return CovalenceException.data(
          "no permission to read", file.toString(), "change the file's permissions", e);
    }
    if (Files.isDirectory(file)) {
      return CovalenceException.data(
          "a folder stands where a file is expected",
          file.toString(),
          "name the file inside it",
          e);
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return CovalenceException.data(
        "cannot read (" + reason + ")",
        file.toString(),
        "check the disk and fetch the file again",
        e);
  }
}
