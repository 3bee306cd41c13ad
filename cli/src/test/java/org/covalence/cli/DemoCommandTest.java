package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void demo_goesTheWholeWayAndSaysWhatToDoNext() {
    Path out = folder.resolve("demo");

    Call call = Call.covalence("demo", "--posts", "100", "--threads", "1", "--out", out).succeeds();

    assertThat(call.results()).contains("floor: always ", "text+image - text", "McNemar");
    call.says("1. Drawing 100 posts")
        .says("2. Training on")
        .says("3. Asking the saved model")
        .says("covalence inspect --data FOLDER")
        .says("covalence download");
    assertThat(Stream.concat(call.results().lines(), call.messages().lines()))
        .allMatch(l -> l.length() <= 80 || l.contains(folder.toString()));
    assertThat(out.resolve("run/metrics.json")).exists();
    Path model = out.resolve("run/model");
    assertThat(
            Call.covalence("predict", "--model", model, "--data", out.resolve("posts")).jsonLines())
        .hasSizeGreaterThan(90);
    Call.covalence("inspect", "--data", out.resolve("posts")).succeeds();
  }

  @Test
  void folder_withOtherThingsIsLeftAlone() throws IOException {
    Path posts = Files.createDirectories(folder.resolve("posts"));
    Path diary = Files.writeString(posts.resolve("diary.txt"), "dear");

    Call.covalence("demo", "--out", folder).fails(2).says(posts.toString());

    assertThat(diary).hasContent("dear");
  }
}
