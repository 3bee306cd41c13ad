package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.read.WrittenPosts.write;

import java.io.IOException;
import java.nio.file.Path;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CorpusReaderTest {
  private static final String JSON = "{\"id\":\"1\",\"text\":\"a\"}\n";
  private static final String CSV = "id,text\n1,a\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"posts.jsonl,jsonl", "any.JSONL,jsonl", "my.ndjson,jsonl", "noname,jsonl"})
  void read_jsonLinesByNameOrContent_isRecognised(String name, String layout) throws IOException {
    assertThat(layoutOf(write(folder.resolve(name), JSON))).isEqualTo(layout);
  }

  @ParameterizedTest
  @CsvSource({"posts.csv,csv", "my.CSV,csv", "noname,csv", "posts.txt,csv"})
  void read_csvByNameOrContent_isRecognised(String name, String layout) throws IOException {
    assertThat(layoutOf(write(folder.resolve(name), CSV))).isEqualTo(layout);
  }

  @Test
  void read_labelFileByContent_isRecognised() throws IOException {
    write(folder.resolve("data/1.txt"), "a");

    assertThat(layoutOf(write(folder.resolve("labels.txt"), "1\tneutral,neutral\n")))
        .isEqualTo("mvsa");
  }

  @Test
  void read_contentOfNoLayout_isRefused() throws IOException {
    Path file = write(folder.resolve("notes.md"), "# Notes\n");

    assertThatThrownBy(() -> layoutOf(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("\"# Notes\"")
        .hasMessageContaining("--layout");
  }

  @Test
  void read_jsonArray_isRefusedWithWhatToDo() throws IOException {
    Path file = write(folder.resolve("posts.json"), "[{\"id\":\"1\"}]");

    assertThatThrownBy(() -> layoutOf(file)).hasMessageContaining("one JSON object a line");
  }

  @Test
  void read_layoutOption_beatsTheName() throws IOException {
    Path file = write(folder.resolve("posts.csv"), JSON);

    assertThat(CorpusReader.read(file, ReadOptions.DEFAULT.withLayout("jsonl")).posts()).hasSize(1);
  }

  @Test
  void read_layoutOption_choosesAmongSeveral() throws IOException {
    write(folder.resolve("posts.csv"), CSV);
    write(folder.resolve("posts.jsonl"), JSON);

    assertThat(CorpusReader.read(folder, ReadOptions.DEFAULT.withLayout("csv")).layout())
        .isEqualTo("csv");
  }

  @Test
  void read_unknownLayout_isAUsageFault() {
    assertThatThrownBy(() -> CorpusReader.read(folder, ReadOptions.DEFAULT.withLayout("xml")))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> assertThat(e.fault()).isEqualTo(CovalenceException.Fault.USAGE))
        .hasMessageContaining("mvsa, jsonl, csv");
  }

  @Test
  void read_folderWithPostsAndOtherTables_takesPosts() throws IOException {
    write(folder.resolve("posts.csv"), CSV);
    write(folder.resolve("authors.csv"), "name\nme\n");

    assertThat(layoutOf(folder)).isEqualTo("csv");
  }

  @Test
  void read_folderWithSeveralFiles_isRefusedWithTheirNames() throws IOException {
    write(folder.resolve("a.csv"), CSV);
    write(folder.resolve("b.jsonl"), JSON);

    assertThatThrownBy(() -> layoutOf(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("a.csv, b.jsonl");
  }

  @Test
  void read_folderWithNothing_isRefusedWithWhatWasLookedFor() {
    assertThatThrownBy(() -> layoutOf(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("labelResultAll.txt")
        .hasMessageContaining("posts.jsonl")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void read_missingSource_isRefused() {
    assertThatThrownBy(() -> layoutOf(folder.resolve("nowhere")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("nowhere");
  }

  @ParameterizedTest
  @CsvSource({"posts.jsonl", "posts.csv", "labelResultAll.txt"})
  void read_emptyFile_isRefused(String name) throws IOException {
    Path file = write(folder.resolve(name), "");

    assertThatThrownBy(() -> layoutOf(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("empty file")
        .hasMessageContaining(name);
  }

  @Test
  void encodingNamed_unknown_isAUsageFault() {
    assertThat(ReadOptions.encodingNamed(" gbk ").name()).isEqualTo("GBK");
    assertThatThrownBy(() -> ReadOptions.encodingNamed("utf-9"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("--encoding");
    assertThatThrownBy(() -> ReadOptions.encodingNamed("no such"))
        .isInstanceOf(CovalenceException.class);
  }

  private static String layoutOf(Path source) {
    return CorpusReader.read(source, ReadOptions.DEFAULT).layout();
  }
}
