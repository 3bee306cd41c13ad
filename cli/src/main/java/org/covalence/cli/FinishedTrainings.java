package org.covalence.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
import org.covalence.store.AtomicFiles;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.StrictJson;
import org.covalence.store.Unreadable;

/**
 * The trainings that a cross-validation has finished, in a folder beside the one it will write:
 * {@code runs/cv.partial} for {@code runs/cv}. Each is a folder that is there as a whole or not at
 * all, so a run that is killed goes on from what it had finished. Results are always computed from
 * these files, whether the run was killed or not, and so are the same.
 */
final class FinishedTrainings {
  private static final String ENDING = ".partial";
  private static final String SETTINGS = "settings.json";
  private static final String TRAININGS = "trainings";
  private static final String TEST = "test.jsonl";
  private static final String EPOCHS = "training.jsonl";
  private static final String HASH = "settings.sha256";
  private static final long MOST_BYTES = 1L << 20;

  private final Path folder;
  private final String hash;

  private FinishedTrainings(Path folder, String hash) {
    this.folder = folder;
    this.hash = hash;
  }

  /**
   * Begins, or goes on with what stands there.
   *
   * @param out the folder of the run
   * @param settings all that the trainings depend on, by name
   * @throws CovalenceException where what stands there was made with other settings, or is
   *     something else
   */
  static FinishedTrainings open(Path out, Map<String, String> settings) {
    Path target = out.toAbsolutePath().normalize();
    Path folder = target.resolveSibling(target.getFileName() + ENDING);
    String text = Circumstances.line(settings);
    Path file = folder.resolve(SETTINGS);
    if (Files.exists(file) && hasAny(folder)) {
      requireSame(settings, read(file), folder);
    } else {
      requireNothingElse(folder);
      AtomicFiles.write(file, text);
    }
    return new FinishedTrainings(
        folder, ContentHash.ofBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> read(Path file) {
    try {
      return Circumstances.read(file);
    } catch (StrictJson.NotAnObject e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    }
  }

  private static void requireSame(
      Map<String, String> wanted, Map<String, String> found, Path folder) {
    List<String> differing = Circumstances.differences(wanted, found);
    if (!differing.isEmpty()) {
      throw CovalenceException.usage(
          "the trainings that are finished there were made in another way: "
              + String.join("; ", differing),
          folder.toString(),
          "repeat the command that began it, choose another --out, or delete the folder to begin anew");
    }
  }

  /** Whether a training is finished; where none is, nothing is lost by other settings. */
  private static boolean hasAny(Path folder) {
    Path trainings = folder.resolve(TRAININGS);
    if (!Files.isDirectory(trainings)) {
      return false;
    }
    try (var files = Files.list(trainings)) {
      return files.anyMatch(f -> !isUnfinished(f));
    } catch (IOException e) {
      throw Unreadable.because(e, trainings);
    }
  }

  /** What a run that was killed was about to write begins with a dot. */
  private static boolean isUnfinished(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  private static void requireNothingElse(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      Set<String> own = Set.of(SETTINGS, TRAININGS);
      Optional<Path> foreign =
          files
              .filter(f -> !isUnfinished(f) && !own.contains(String.valueOf(f.getFileName())))
              .findFirst();
      if (foreign.isPresent()) {
        throw CovalenceException.usage(
            "something else stands where finished trainings would be kept: "
                + foreign.get().getFileName(),
            folder.toString(),
            "choose another --out, or move it away");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  /** Where they are. */
  Path folder() {
    return folder;
  }

  /** Whether the training is finished. */
  boolean has(FoldTraining training) {
    Path file = place(training).resolve(HASH);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      if (Files.size(file) > MOST_BYTES || !Files.readString(file).strip().equals(hash)) {
        throw damaged(file, "made with other settings than those beside it");
      }
      return true;
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /**
   * Keeps what a training came to.
   *
   * @param epochs its lines; empty for what has no epochs
   */
  void keep(FoldTraining training, List<Prediction> tested, String epochs) {
    AtomicFiles.writeFolder(
        place(training),
        target -> {
          Files.writeString(target.resolve(TEST), RunFolder.lines(tested));
          Files.writeString(target.resolve(EPOCHS), epochs);
          Files.writeString(target.resolve(HASH), hash + "\n");
        });
  }

  /** What the model said of the posts of its fold. */
  List<Prediction> tested(FoldTraining training) {
    return PredictionLines.read(place(training).resolve(TEST)).predictions();
  }

  /**
   * The fault of a training whose predictions are not those of its fold, or are none.
   *
   * @param found what is wrong with them
   */
  CovalenceException damaged(FoldTraining training, CovalenceException found) {
    return CovalenceException.data(
        "what a training that was finished came to cannot be read: " + found.what(),
        training.name() + " in " + folder.resolve(TRAININGS),
        "delete the folder of that training, and it is trained again",
        found);
  }

  /** A line an epoch. */
  String epochs(FoldTraining training) {
    Path file = place(training).resolve(EPOCHS);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /** Deletes all of it, once the run is written. */
  void delete() {
    try {
      AtomicFiles.deleteTree(folder);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private Path place(FoldTraining training) {
    return folder.resolve(TRAININGS).resolve(training.name());
  }

  private static CovalenceException damaged(Path file, String found) {
    return CovalenceException.data(
        "what a cross-validation had finished cannot be read: " + found,
        file.toString(),
        "delete the folder to begin anew");
  }
}
