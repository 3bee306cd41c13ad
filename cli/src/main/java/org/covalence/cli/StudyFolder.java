package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.report.SearchContent;
import org.covalence.report.SearchPage;
import org.covalence.report.SearchReport;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.StrictJson;
import org.covalence.store.Unreadable;

/** The folder of a search over settings: its trials, what they depend on, and what came of them. */
final class StudyFolder {
  private static final String STUDY = "study.jsonl";
  private static final String SETTINGS = "settings.json";
  private static final String BEST = "best.yaml";
  private static final String SUMMARY = "study.json";
  private static final String REPORT = "report.html";
  private static final Set<String> WRITTEN = Set.of(STUDY, SETTINGS, BEST, SUMMARY, REPORT);

  private final Path folder;

  private StudyFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes a folder that is empty, or not there, or that of a search.
   *
   * @throws CovalenceException where something else stands there
   */
  static StudyFolder at(Path folder) {
    if (Files.exists(folder)) {
      Optional<String> foreign =
          Files.isDirectory(folder) ? foreign(folder) : Optional.of("a file, not a folder");
      if (foreign.isPresent()) {
        throw CovalenceException.usage(
            "something that is no search stands where one would be written: " + foreign.get(),
            folder.toString(),
            "choose another folder with --out, or move it away");
      }
    }
    return new StudyFolder(folder);
  }

  private static Optional<String> foreign(Path folder) {
    try (var files = Files.list(folder)) {
      // What a search that was killed was about to write begins with a dot.
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(n -> !WRITTEN.contains(n) && !n.startsWith("."))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  /**
   * Makes sure that the trials there were made under the same circumstances; keeps these where
   * there are none yet.
   */
  void keep(Map<String, String> circumstances) {
    Path file = folder.resolve(SETTINGS);
    if (!Files.exists(study()) || !Files.exists(file)) {
      AtomicFiles.write(file, Circumstances.line(circumstances));
      return;
    }
    List<String> differing;
    try {
      differing = Circumstances.differences(circumstances, Circumstances.read(file));
    } catch (StrictJson.NotAnObject e) {
      throw CovalenceException.data(
          "what the trials of a search depend on cannot be read: " + e.getMessage(),
          file.toString(),
          "choose another --out, or delete the folder to begin anew");
    }
    if (!differing.isEmpty()) {
      throw CovalenceException.usage(
          "the trials there were made in another way: " + String.join("; ", differing),
          folder.toString(),
          "repeat the command that began it, choose another --out, or delete the folder to begin anew");
    }
  }

  /** The file of the trials. */
  Path study() {
    return folder.resolve(STUDY);
  }

  /** The configuration of the best trial. */
  Path best() {
    return folder.resolve(BEST);
  }

  /**
   * Writes what came of the search.
   *
   * @param best settings of the best trial
   */
  void write(SearchContent content, Map<String, String> best) {
    AtomicFiles.write(best(), ConfigFile.write(best));
    AtomicFiles.write(folder.resolve(SUMMARY), SearchReport.json(content));
    AtomicFiles.write(folder.resolve(REPORT), SearchPage.of(content));
  }
}
