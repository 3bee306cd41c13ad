package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelsTest {
  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static Labels read(Path file) {
    return Labels.read(file, ReadOptions.DEFAULT);
  }

  @Test
  void jsonLines_needNoPosts() throws IOException {
    Labels labels =
        read(
            file(
                "labels.jsonl",
                "{\"id\":\"a\",\"label\":\"positive\"}",
                "{\"id\":\"b\",\"labels\":{\"text\":\"neutral\",\"image\":\"negative\"}}",
                "{\"id\":\"c\",\"text\":\"no label\"}"));

    assertThat(labels.annotations())
        .containsExactly(
            Map.entry("a", new Annotation.Merged(Sentiment.POSITIVE)),
            Map.entry(
                "b",
                new Annotation.PerModality(
                    List.of(
                        Map.of(
                            Modality.TEXT,
                            Sentiment.NEUTRAL,
                            Modality.IMAGE,
                            Sentiment.NEGATIVE)))));
    assertThat(labels.findings()).isEmpty();
  }

  @Test
  void csv_isReadToo() throws IOException {
    Labels labels = read(file("labels.csv", "id,label", "a,positive", "b,neutral"));

    assertThat(labels.annotations()).containsOnlyKeys("a", "b");
  }

  @Test
  void theLabelFileOfMvsa_isReadWithoutTheFolderOfPosts() throws IOException {
    file("labelResultAll.txt", "ID\ttext,image", "7\tpositive,neutral", "9\tneutral,neutral");

    assertThat(read(folder).annotations()).containsOnlyKeys("7", "9");
    assertThat(read(folder.resolve("labelResultAll.txt")).annotations()).containsOnlyKeys("7", "9");
  }

  @Test
  void badRecords_areLeftOutAndTold() throws IOException {
    Path file =
        file(
            "labels.jsonl",
            "{\"id\":\"a\",\"label\":\"positive\"}",
            "{\"id\":\"b\",\"label\":\"happy\"}",
            "{\"label\":\"neutral\"}",
            "{\"id\":\"a\",\"label\":\"neutral\"}");

    Labels labels = read(file);

    assertThat(labels.annotations()).containsOnlyKeys("a");
    assertThat(labels.findings())
        .extracting(f -> f.code())
        .containsExactly("unknown-label", "missing-id", "duplicate-id");
    assertThatThrownBy(() -> Labels.read(file, ReadOptions.DEFAULT.withStrict(true)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("labels.jsonl line 2 (post b)");
  }

  @Test
  void aSourceWithoutLabels_isRefused() throws IOException {
    Path file = file("labels.jsonl", "{\"id\":\"a\",\"text\":\"words\"}");

    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("expected labelled posts, found none");
    assertThatThrownBy(() -> read(folder.resolve("nowhere.jsonl")))
        .hasMessageContaining("nowhere.jsonl");
  }
}
