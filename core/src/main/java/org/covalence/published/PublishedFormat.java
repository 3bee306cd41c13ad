package org.covalence.published;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/** The kinds of files in which splits are found, and how a folder of them is told apart. */
enum PublishedFormat {
  /** Arrays of posts in {@code train.json}, {@code dev.json} and {@code test.json} (CLMLF). */
  CLMLF("clmlf", ".json"),
  /** Rows of {@code valid_pairlist.txt}, by fold (Cheema et al.). */
  CHEEMA("cheema", ".txt"),
  /** Posts as JSON Lines (QMF). */
  QMF("qmf", ".jsonl"),
  /** One id a line, or a header {@code guid,tag} and an id with a label a line. */
  IDS("ids", ".txt");

  static final String PAIR_LIST = "valid_pairlist.txt";

  private static final List<String> TRAIN = List.of("train");
  private static final List<String> VALIDATION = List.of("dev", "val", "valid", "validation");
  private static final List<String> TEST = List.of("test", "test_without_label");
  private static final Set<String> SUFFIXES = Set.of("", "-ids", "_ids");

  private final String id;
  private final String extension;

  PublishedFormat(String id, String extension) {
    this.id = id;
    this.extension = extension;
  }

  /** The name in signatures. */
  String id() {
    return id;
  }

  /**
   * The files of one split.
   *
   * @param train the file of the training part; of {@link #CHEEMA}, the list of pairs
   */
  record PartFiles(
      PublishedFormat format, Path train, Optional<Path> validation, Optional<Path> test) {}

  /**
   * What stands in a folder, or beside a file that is the training part of a split.
   *
   * @throws CovalenceException where there is no such split, or more than one
   */
  static PartFiles recognise(Path fileOrFolder) {
    if (Files.isDirectory(fileOrFolder)) {
      return inFolder(fileOrFolder);
    }
    String name = String.valueOf(fileOrFolder.getFileName());
    if (!Files.exists(fileOrFolder)) {
      throw CovalenceException.data(
          "there is no such file or folder",
          fileOrFolder.toString(),
          "check the path and its spelling");
    }
    if (name.equals(PAIR_LIST)) {
      return new PartFiles(CHEEMA, fileOrFolder, Optional.empty(), Optional.empty());
    }
    Path folder = Optional.ofNullable(fileOrFolder.getParent()).orElse(Path.of(""));
    for (PublishedFormat format : List.of(CLMLF, QMF, IDS)) {
      if (format.isPart(name, TRAIN)) {
        return format.beside(folder, fileOrFolder);
      }
    }
    throw CovalenceException.usage(
        "expected the training part of a split or " + PAIR_LIST + ", found " + name,
        "--split " + fileOrFolder,
        "name the folder, or its train.json, train.jsonl or train.txt");
  }

  private static PartFiles inFolder(Path folder) {
    List<PartFiles> found = new ArrayList<>();
    if (Files.isRegularFile(folder.resolve(PAIR_LIST))) {
      found.add(
          new PartFiles(CHEEMA, folder.resolve(PAIR_LIST), Optional.empty(), Optional.empty()));
    }
    for (PublishedFormat format : List.of(CLMLF, QMF, IDS)) {
      format.part(folder, TRAIN).ifPresent(train -> found.add(format.beside(folder, train)));
    }
    if (found.isEmpty()) {
      throw CovalenceException.data(
          "expected a published split, found none",
          folder.toString(),
          "name a folder with train.json, train.jsonl, train.txt or " + PAIR_LIST);
    }
    if (found.size() > 1) {
      throw CovalenceException.usage(
          "expected one split, found several: "
              + String.join(
                  ", ", found.stream().map(f -> String.valueOf(f.train().getFileName())).toList()),
          "--split " + folder,
          "name one of these files instead of the folder");
    }
    return found.get(0);
  }

  private PartFiles beside(Path folder, Path train) {
    return new PartFiles(this, train, part(folder, VALIDATION), part(folder, TEST));
  }

  /** The one file of a part. */
  private Optional<Path> part(Path folder, List<String> names) {
    List<Path> found = new ArrayList<>();
    Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(listed, f -> isPart(String.valueOf(f.getFileName()), names))) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
    if (found.size() > 1) {
      throw CovalenceException.data(
          "expected one file for each part, found "
              + String.join(
                  " and ",
                  found.stream().map(f -> String.valueOf(f.getFileName())).sorted().toList()),
          folder.toString(),
          "move one of them elsewhere");
    }
    return found.stream().findFirst();
  }

  private boolean isPart(String file, List<String> names) {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(extension)
        && names.stream()
            .anyMatch(n -> SUFFIXES.stream().anyMatch(s -> name.equals(n + s + extension)));
  }
}
