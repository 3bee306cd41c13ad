package org.covalence.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.covalence.store.AtomicFiles;

/**
 * Where the trainings of one call are kept while they go on: a folder beside the one that the call
 * will write, {@code runs/first.checkpoints} for {@code runs/first}, with a file for each.
 */
record Checkpoints(Path folder) {
  static Checkpoints beside(Path out) {
    Path target = out.toAbsolutePath().normalize();
    return new Checkpoints(target.resolveSibling(target.getFileName() + ".checkpoints"));
  }

  /** Whether an earlier call left some. */
  boolean exist() {
    return Files.isDirectory(folder);
  }

  /**
   * The file of one training.
   *
   * @param training a name that no other training of the call has
   */
  Path of(String training) {
    return folder.resolve(training);
  }

  /**
   * Deletes those of {@code trainings} with what a killed call left half written, and the folder
   * unless something else is in it.
   *
   * @throws org.covalence.store.CovalenceException if that cannot be done
   */
  void delete(Collection<String> trainings) {
    if (!exist()) {
      return;
    }
    try {
      boolean isEmpty = true;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (trainings.stream().anyMatch(t -> isOf(t, file.getFileName().toString()))) {
            Files.delete(file);
          } else {
            isEmpty = false;
          }
        }
      }
      if (isEmpty) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private static boolean isOf(String training, String file) {
    return file.equals(training) || file.startsWith("." + training + ".");
  }
}
