package org.covalence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.demo.DemoCorpus;
import org.covalence.store.AtomicFiles;

/**
 * Posts and models that many tests need and none changes, made once by whoever asks first. They
 * stay under {@code target} to be looked at.
 */
final class Made {
  /** Flags of a training that takes a second or two. */
  static final List<String> QUICK =
      List.of("--epochs", "1", "--threads", "1", "--test-share", "0.2", "--text-width", "16");

  private static final Path ROOT = Path.of("target", "made-for-tests").toAbsolutePath();

  private Made() {}

  /** A demo corpus of 120 posts in MVSA's layout. */
  static Path posts() {
    return Corpus.FOLDER;
  }

  /** A model of the text alone. */
  static Path textModel() {
    return TextModel.FOLDER;
  }

  /** A model of text and image. */
  static Path model() {
    return Model.FOLDER;
  }

  private static final class Corpus {
    static final Path FOLDER = ROOT.resolve("posts");

    static {
      try {
        if (Files.exists(ROOT)) {
          AtomicFiles.deleteTree(ROOT);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new DemoCorpus(120, 1).write(FOLDER);
    }
  }

  private static final class TextModel {
    static final Path FOLDER = train("text");
  }

  private static final class Model {
    static final Path FOLDER = train("text,image");
  }

  private static Path train(String modalities) {
    Path folder = ROOT.resolve("model-of-" + modalities.replace(',', '-'));
    Call.covalence("train", "--data", posts(), "--modalities", modalities, "--out", folder, QUICK)
        .succeeds();
    return folder;
  }
}
