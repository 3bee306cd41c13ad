package org.covalence.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
  /** {@code printf abc | sha256sum}, as FIPS 180-4 has it. */
  private static final String ABC = "ba7816bf8f01cfea";

  @TempDir Path folder;

  @Test
  void settingsThatNameNoFile_haveNoContent() {
    assertThat(
            NamedFiles.contents(
                Map.of(
                    "epochs",
                    "3",
                    "empty",
                    "",
                    "data",
                    folder.toString(),
                    "odd",
                    "\0",
                    "gone",
                    "x")))
        .isEmpty();
  }

  @Test
  void aFile_isToldByItsContent() throws IOException {
    Path file = Files.writeString(folder.resolve("net.onnx"), "abc");

    assertThat(NamedFiles.contents(Map.of("image-encoder", file.toString())))
        .isEqualTo(Map.of("content of image-encoder", ABC));
  }

  @Test
  void oneFileAmongSeveralNames_isFound() throws IOException {
    Path one = Files.writeString(folder.resolve("one.onnx"), "abc");
    Path comma = Files.writeString(folder.resolve("a,b.onnx"), "abc");

    assertThat(
            NamedFiles.contents(Map.of("beside", one + ",faces," + one, "comma", comma.toString())))
        .containsEntry("content of beside", ABC + "," + ABC)
        .containsEntry("content of comma", ABC);
  }
}
