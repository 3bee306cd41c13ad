package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path root;

  @Test
  void aFile_isWrittenWithItsFoldersAndReplaced() throws IOException {
    Path file = root.resolve("a").resolve("b").resolve("file.txt");

    AtomicFiles.write(file, "größer");
    assertThat(file).hasContent("größer");
    AtomicFiles.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(names(file.getParent())).containsExactly("file.txt");
  }

  @Test
  void aFileThatFailsHalfWay_leavesTheOldOneAlone() throws IOException {
    Path file = root.resolve("file.txt");
    AtomicFiles.write(file, "old");

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the disk is full")
        .hasMessageContaining("file.txt");
    assertThat(file).hasContent("old");
    assertThat(names(root)).containsExactly("file.txt");
  }

  @Test
  void aFolderInPlaceOfAFile_isAFault() throws IOException {
    Files.createDirectories(root.resolve("file.txt").resolve("inside"));

    assertThatThrownBy(() -> AtomicFiles.write(root.resolve("file.txt"), "x"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("file.txt");
    assertThat(names(root)).containsExactly("file.txt");
  }

  @Test
  void aFolder_replacesTheOldOneWhole() throws IOException {
    Path folder = root.resolve("folder");
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("old.txt"), "old"));

    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("new.txt"), "new"));

    assertThat(names(folder)).containsExactly("new.txt");
    assertThat(names(root)).containsExactly("folder");
  }

  @Test
  void aFolderThatFailsHalfWay_leavesTheOldOneAlone() throws IOException {
    Path folder = root.resolve("folder");
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("old.txt"), "old"));

    assertThatThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    folder,
                    f -> {
                      Files.writeString(f.resolve("new.txt"), "new");
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(CovalenceException.class);
    assertThat(names(folder)).containsExactly("old.txt");
    assertThat(names(root)).containsExactly("folder");
  }

  @Test
  void anOldFolderMovedAside_standsInUntilANewOneIsWritten() throws IOException {
    Path folder = root.resolve("folder");
    Path aside = Files.createDirectory(root.resolve(".folder.1234.old"));
    Files.createDirectory(root.resolve(".folder-of-others.1234.old"));

    assertThat(AtomicFiles.standing(folder)).isEqualTo(aside);
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("new.txt"), "new"));

    assertThat(AtomicFiles.standing(folder)).isEqualTo(folder);
    assertThat(names(root)).containsExactlyInAnyOrder("folder", ".folder-of-others.1234.old");
  }

  @Test
  void whereThereIsNothing_theFolderItselfIsMeant() {
    assertThat(AtomicFiles.standing(root.resolve("none"))).isEqualTo(root.resolve("none"));
    assertThat(AtomicFiles.standing(root.resolve("no").resolve("such")))
        .isEqualTo(root.resolve("no").resolve("such"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
