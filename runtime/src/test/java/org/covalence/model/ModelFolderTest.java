package org.covalence.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.covalence.graph.ChildProcess;
import org.covalence.post.Modality;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing a model folder, and what is left when that does not go to its end. */
class ModelFolderTest {
  private static final TinyModel TEXT = TinyModel.of(Modality.TEXT);

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = root.resolve("models").resolve("tiny");
  }

  @Test
  void aModelThatIsWritten_isReadAsItWas() throws IOException {
    TinyModel.BOTH.write(folder);

    ModelFolder model = ModelFolder.read(folder);

    assertThat(model.description()).isEqualTo(TinyModel.BOTH.description());
    assertThat(model.vocabulary()).contains(TinyModel.vocabulary());
    TinyModel.BOTH
        .graphs()
        .forEach(
            (modality, graph) ->
                assertThat(model.graphs().get(modality).sha256()).isEqualTo(graph.sha256()));
    assertThat(model.fusion().sha256()).isEqualTo(TinyModel.BOTH.fusion().sha256());
    assertThat(model.sha256()).isEqualTo(ContentHash.ofFile(folder.resolve("model.json")));
    assertThat(files(folder))
        .containsExactlyInAnyOrder(
            "model.json",
            "text.onnx",
            "image.onnx",
            "fusion.onnx",
            "vocabulary.txt",
            "metrics.json");
    assertThat(files(root.resolve("models"))).as("nothing is left beside it").hasSize(1);
  }

  @Test
  void aModelWithoutWords_hasNoVocabulary() {
    TinyModel.of(Modality.IMAGE).write(folder);

    assertThat(ModelFolder.read(folder).vocabulary()).isEmpty();
    assertThat(folder.resolve("vocabulary.txt")).doesNotExist();
  }

  @Test
  void theSameModel_isTheSameBytes() throws IOException {
    TinyModel.BOTH.write(folder);
    TinyModel.BOTH.write(root.resolve("again"));

    for (String file : files(folder)) {
      assertThat(root.resolve("again").resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @Test
  void aNewModel_replacesTheOldOneAndAllItsFiles() throws IOException {
    TinyModel.BOTH.write(folder);
    TEXT.write(folder, Map.of());

    assertThat(ModelFolder.read(folder).description()).isEqualTo(TEXT.description());
    assertThat(files(folder))
        .containsExactlyInAnyOrder("model.json", "text.onnx", "fusion.onnx", "vocabulary.txt");
    assertThat(files(root.resolve("models"))).containsExactly("tiny");
  }

  @Test
  void anEmptyFolder_isAsGoodAsNone() throws IOException {
    Files.createDirectories(folder);
    TEXT.write(folder);

    assertThat(ModelFolder.read(folder).description()).isEqualTo(TEXT.description());
  }

  @Test
  void whatIsNoModel_isNotReplaced() throws IOException {
    Files.createDirectories(folder);
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> TEXT.write(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("something that is no model stands where the model would be written");
    assertThat(thesis).hasContent("years of work");
    assertThatThrownBy(() -> TEXT.write(thesis)).isInstanceOf(CovalenceException.class);
    assertThat(thesis).hasContent("years of work");
  }

  @Test
  void aFileInTheWay_isAFaultThatNamesThePlace() throws IOException {
    Files.writeString(root.resolve("models"), "a file");

    assertThatThrownBy(() -> TEXT.write(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aWriteThatFails_leavesTheOldModelAndNothingElse() throws IOException {
    TinyModel.BOTH.write(folder);

    assertThatThrownBy(
            () ->
                ModelFolder.write(
                    folder,
                    TEXT.description(),
                    Map.of(),
                    TEXT.fusion(),
                    Optional.of(TinyModel.vocabulary()),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEXT.write(folder, Map.of("no-such-folder/x", "y")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("nothing that stood there was changed");

    assertThat(ModelFolder.read(folder).description()).isEqualTo(TinyModel.BOTH.description());
    assertThat(files(root.resolve("models"))).containsExactly("tiny");
  }

  @Test
  void aModelIsFound_howeverItsFolderIsNamed() throws Exception {
    TEXT.write(folder);

    ModelFolder.read(folder.resolve("..").resolve("tiny").resolve("."));
    Process inside = ChildProcess.start(ReadsHere.class, folder);
    String said = new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip()).isEqualTo("read");
  }

  static final class ReadsHere {
    public static void main(String[] arguments) {
      ModelFolder.read(Path.of("."));
      ModelFolder.read(Path.of(""));
      System.out.println("read");
    }
  }

  @Test
  void anOldModelThatAKilledWriterMovedAside_isStillRead() throws IOException {
    TEXT.write(folder);
    Path aside = folder.resolveSibling(".tiny.5a1bd8ba-0000-0000-0000-3c2b6de0b6a1.old");
    Files.move(folder, aside);

    assertThat(ModelFolder.read(folder).description()).isEqualTo(TEXT.description());
    TinyModel.BOTH.write(folder);
    assertThat(ModelFolder.read(folder).description()).isEqualTo(TinyModel.BOTH.description());
    assertThat(aside).doesNotExist();
  }

  /** Kills a real process while it replaces one model by another, at moments left to chance. */
  @Test
  void aProcessKilledWhileItWrites_leavesTheOldModelOrTheNewOne() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ModelFolderTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    TEXT.write(folder);
    for (int round = 0; round < 3; round++) {
      Process writer = ChildProcess.start(Writes.class, root, folder.toString());
      int killAfter = 1 + random.nextInt(20);
      int killIn = random.nextInt(4_000_000);
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        for (int written = 0; said.readLine() != null; written++) {
          if (written == killAfter) {
            long now = System.nanoTime();
            while (System.nanoTime() - now < killIn) {
              Thread.onSpinWait();
            }
            // Through its handle, which leaves the pipe open: what was said may still be read.
            writer.toHandle().destroyForcibly();
          }
        }
      } finally {
        writer.destroyForcibly();
      }
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(ModelFolder.read(folder).description())
          .as("seed %d", seed)
          .isIn(TEXT.description(), TinyModel.BOTH.description());
    }
  }

  static final class Writes {
    /** Replaces a model by another one until it is killed, and tells of each. */
    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Map<String, String> extra = Map.of("long.txt", "x".repeat(200_000));
      for (int i = 0; i < 10_000; i++) {
        (i % 2 == 0 ? TinyModel.BOTH : TEXT).write(folder, extra);
        System.out.println(i);
      }
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
