package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefitCommandTest {
  @TempDir Path folder;

  private Path train(boolean refit) {
    Path out = folder.resolve("model-" + refit);
    Call.covalence(
            List.of(
                "train",
                "--data",
                Made.posts(),
                "--modalities",
                "text",
                "--epochs",
                2,
                "--threads",
                1,
                "--text-width",
                8,
                "--refit",
                refit,
                "--out",
                out))
        .succeeds();
    return out;
  }

  @Test
  void aModelThatWasFittedOnceMore_knowsThePostsOfBothPartsAndSaysSo() throws IOException {
    Path once = train(false);
    Path again = train(true);

    assertThat(Files.readAllLines(again.resolve(TrainedFrom.TRACES)))
        .containsAll(Files.readAllLines(once.resolve(TrainedFrom.TRACES)))
        .hasSizeGreaterThan(Files.readAllLines(once.resolve(TrainedFrom.TRACES)).size());
    assertThat(again.resolve("predictions-validation.jsonl"))
        .hasSameTextualContentAs(once.resolve("predictions-validation.jsonl"));
    String said = "Then fitted once more for as many epochs, on the training and the validation";
    assertThat(again.resolve("MODEL_CARD.md")).content().contains(said);
    assertThat(once.resolve("MODEL_CARD.md")).content().doesNotContain(said);
  }
}
