package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.label.LabelMap;
import org.covalence.label.LabelMapFile;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.split.LabelledCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelMapReadingTest {
  private static final LabelMap EMOTIONS = LabelMapFile.read(Path.of("emotions"));
  private static final LabelMap FIVE = LabelMapFile.read(Path.of("five-level"));

  @TempDir private Path folder;

  private Corpus read(String file, String content, LabelMap map) throws IOException {
    Path written = Files.writeString(folder.resolve(file), content);
    return CorpusReader.read(written, ReadOptions.DEFAULT.withLabels(map));
  }

  @Test
  void csv_wordsOfTheMap_areLabels() throws IOException {
    Corpus corpus =
        read("p.csv", "id,text,label\n1,a,Joy\n2,b,anger\n3,c,neutral\n4,d,surprise\n", EMOTIONS);

    assertThat(corpus.findings()).isEmpty();
    assertThat(corpus.annotations())
        .isEqualTo(
            Map.of(
                "1", new Annotation.Merged(Sentiment.POSITIVE),
                "2", new Annotation.Merged(Sentiment.NEGATIVE),
                "3", new Annotation.Merged(Sentiment.NEUTRAL),
                "4", new Annotation.SetAside()));
    LabelledCorpus labelled = LabelledCorpus.of(corpus, new LabelRule.Standard().readBy(EMOTIONS));
    assertThat(labelled.dropped()).isEqualTo(Map.of(LabelRule.SET_ASIDE, List.of("4")));
    assertThat(labelled.posts()).hasSize(3);
  }

  @Test
  void jsonl_labelsOfModalities_areMappedToo() throws IOException {
    Corpus corpus =
        read(
            "p.jsonl",
            """
            {"id":"1","text":"a","labels":{"text":"very_positive","image":"very negative"}}
            {"id":"2","text":"b","labels":{"text":"positive"}}
            """,
            FIVE);

    assertThat(corpus.annotations().get("1"))
        .isEqualTo(
            new Annotation.PerModality(
                List.of(
                    Map.of(
                        Modality.TEXT, Sentiment.POSITIVE, Modality.IMAGE, Sentiment.NEGATIVE))));
    assertThat(corpus.annotations()).hasSize(2);
  }

  @Test
  void mvsa_oneVoteSetAside_setsThePostAside() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    for (String id : List.of("1", "2")) {
      Files.writeString(folder.resolve("data/" + id + ".txt"), "words");
    }
    Files.writeString(
        folder.resolve("labelResultAll.txt"),
        "ID\ttext,image\ttext,image\n1\tjoy,anger\tlove,fear\n2\tjoy,surprise\tjoy,joy\n");

    Corpus corpus = CorpusReader.read(folder, ReadOptions.DEFAULT.withLabels(EMOTIONS));

    assertThat(corpus.annotators()).isEqualTo(2);
    assertThat(corpus.findings()).isEmpty();
    assertThat(corpus.annotations().get("1")).isInstanceOf(Annotation.PerModality.class);
    assertThat(corpus.annotations().get("2")).isEqualTo(new Annotation.SetAside());
  }

  @Test
  void labelFile_inWordsOfTheMap_isRecognisedUnderAnyName() throws IOException {
    Files.writeString(folder.resolve("texts.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n");

    Corpus corpus = read("annotations.txt", "1\tjoy,fear\n", EMOTIONS);

    assertThat(corpus.layout()).isEqualTo("mvsa");
    assertThat(corpus.annotations()).hasSize(1);
  }

  @Test
  void unknownWords_areFindingsThatNameTheNearest() throws IOException {
    Corpus corpus = read("p.csv", "id,text,label\n1,a,sadnes\n2,b,joy\n3,c,xyzzy\n", EMOTIONS);

    assertThat(corpus.annotations().keySet()).containsExactly("2");
    assertThat(corpus.findings()).extracting(Finding::code).containsOnly("unknown-label");
    assertThat(corpus.findings().get(0).remedy())
        .contains("label map emotions", "did you mean sadness?");
    assertThat(corpus.findings().get(1).remedy()).doesNotContain("did you mean");
  }

  @Test
  void unknownWords_withoutAMap_nameTheMapThatKnowsThem() throws IOException {
    Corpus corpus =
        read("p.csv", "id,text,label\n1,a,joy\n2,b,positive\n3,c,postive\n", LabelMap.NONE);

    assertThat(corpus.findings().get(0).remedy()).contains("the label map emotions knows it");
    assertThat(corpus.findings().get(1).remedy()).contains("did you mean positive?");
  }
}
