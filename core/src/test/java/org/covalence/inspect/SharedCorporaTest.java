package org.covalence.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.Likeness;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.split.IdFiles;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.store.Progress;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MVSA as it really is: every figure here was counted by another program. */
@Tag("data")
final class SharedCorporaTest {
  private static final LabelRule STANDARD = new LabelRule.Standard();
  private static final String SINGLE = "data/mvsa-single";
  private static final String MULTIPLE = "data/mvsa-multiple-text";

  @Test
  void single_countsAreThoseOfTheFolder() {
    Inspection inspection = inspect(SINGLE);

    assertThat(inspection.findings()).isEmpty();
    assertThat(inspection.corpus().corpus().encoding()).isEqualTo("GB18030");
    assertThat(inspection.corpus().corpus().annotators()).isEqualTo(1);
    assertThat(inspection.posts()).isEqualTo(4_419);
    assertThat(inspection.dropped()).isEqualTo(358);
    assertThat(inspection.corpus().dropped().get(LabelRule.Standard.CONTRADICTION)).hasSize(358);
    assertThat(inspection.labels()).isEqualTo(counts(2_415, 423, 1_223));
    assertThat(inspection.corpus().posts()).hasSize(4_061);
    ModalityCounts text = inspection.modalities().get(Modality.TEXT);
    assertThat(text.posts()).isEqualTo(4_419);
    assertThat(text.labels()).isEqualTo(counts(1_570, 1_729, 1_120));
    ModalityCounts image = inspection.modalities().get(Modality.IMAGE);
    assertThat(image.posts()).isEqualTo(4_419);
    assertThat(image.labels()).isEqualTo(counts(2_465, 846, 1_108));
    assertThat(inspection.floor().label()).isEqualTo(Sentiment.POSITIVE);
    assertThat(inspection.floor().accuracy()).isCloseTo(0.5947, within(5e-5));
    assertThat(inspection.floor().macroF1()).isCloseTo(0.249, within(5e-4));
    assertThat(inspection.floor().weightedF1()).isCloseTo(0.444, within(1e-3));
  }

  @Test
  void single_copiesAreThoseOfTheFolder() {
    Inspection inspection = inspect(SINGLE);

    List<List<String>> texts = inspection.duplicates().of(Likeness.EQUAL_TEXT);
    assertThat(texts).hasSize(139);
    assertThat(Duplicates.posts(texts)).isEqualTo(309);
    assertThat(inspection.conflicting(texts)).isEqualTo(42);
    List<List<String>> images = inspection.duplicates().of(Likeness.EQUAL_PICTURE);
    assertThat(images).hasSize(43);
    assertThat(inspection.conflicting(images)).isEqualTo(11);
    assertThat(Duplicates.posts(images)).isEqualTo(87);
    assertThat(images)
        .contains(
            List.of("22", "672"),
            List.of("68", "1094"),
            List.of("160", "486"),
            List.of("202", "2106"),
            List.of("995", "1664"));
  }

  @Test
  void single_textsAreDecodedRight() {
    Map<String, String> texts = new HashMap<>();
    for (Post post : corpus(SINGLE).posts()) {
      texts.put(post.id(), post.text().orElseThrow());
    }

    // Both are valid UTF-8 by accident, which reads them wrong.
    assertThat(texts.get("3323")).contains("\u7089");
    assertThat(texts.get("4499")).contains("(\u7b11)");
    assertThat(texts.get("952")).contains("&amp;");
    assertThat(texts.values()).allSatisfy(t -> assertThat(t).isEqualTo(t.strip()).isNotEmpty());
    assertThat(texts.values()).extracting(String::length).contains(3).allMatch(n -> n <= 140);
  }

  @Test
  void single_idFilesGiveTheirParts() {
    LabelledCorpus corpus = LabelledCorpus.of(corpus(SINGLE), STANDARD);
    IdFiles files =
        new IdFiles(
            Optional.of(SharedFiles.require(SINGLE + "/train-ids.txt")),
            Optional.empty(),
            Optional.of(SharedFiles.require(SINGLE + "/dev-ids.txt")));

    Split split = new Splitter(Shares.DEFAULT, 1).split(corpus, files);

    assertThat(split.findings()).isEmpty();
    assertThat(counts(split.test())).isEqualTo(counts(268, 47, 135));
    assertThat(counts(split.training()).total() + counts(split.validation()).total())
        .isEqualTo(3_611);
    assertThat(counts(split.validation())).isEqualTo(counts(215, 37, 109));
    assertThat(counts(split.training())).isEqualTo(counts(1_932, 339, 979));
  }

  @Test
  void multiple_countsAreThoseOfTheFolder() {
    assertMultiple(inspect(MULTIPLE));
  }

  @Test
  void multiple_apostropheVariantIsTheSame(@TempDir Path folder) throws IOException {
    Files.copy(
        SharedFiles.require(MULTIPLE + "/labelResultAll.apostrophe.txt"),
        folder.resolve("labelResultAll.txt"));
    Files.copy(SharedFiles.require(MULTIPLE + "/texts.jsonl"), folder.resolve("texts.jsonl"));

    Corpus apostrophe = CorpusReader.read(folder, ReadOptions.DEFAULT);

    assertMultiple(inspect(apostrophe));
    assertThat(apostrophe.annotations()).isEqualTo(corpus(MULTIPLE).annotations());
  }

  @Test
  void multiple_idFilesGiveTheirParts() {
    LabelledCorpus corpus = LabelledCorpus.of(corpus(MULTIPLE), STANDARD);
    IdFiles files =
        new IdFiles(
            Optional.of(SharedFiles.require(MULTIPLE + "/train-ids.txt")),
            Optional.of(SharedFiles.require(MULTIPLE + "/dev-ids.txt")),
            Optional.of(SharedFiles.require(MULTIPLE + "/test-ids.txt")));

    Split split = new Splitter(Shares.DEFAULT, 1).split(corpus, files);

    assertThat(split.findings()).isEmpty();
    assertThat(counts(split.training())).isEqualTo(counts(9_056, 3_528, 1_040));
    assertThat(counts(split.validation())).isEqualTo(counts(1_131, 440, 129));
    assertThat(counts(split.test())).isEqualTo(counts(1_131, 440, 129));
  }

  @Test
  void rule_agreesWithThePublishedSplitsOfClmlf() throws IOException {
    List<Sentiment> codes = List.of(Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE);
    for (Map.Entry<String, String> set :
        Map.of(SINGLE, "data/splits/clmlf-single", MULTIPLE, "data/splits/clmlf-multiple")
            .entrySet()) {
      Map<String, Sentiment> labels = LabelledCorpus.of(corpus(set.getKey()), STANDARD).labels();
      int seen = 0;
      for (String part : List.of("train", "dev", "test")) {
        Path file = SharedFiles.require(set.getValue()).resolve(part + ".json");
        if (!Files.exists(file)) {
          continue;
        }
        for (JsonNode row : new ObjectMapper().readTree(Files.readAllBytes(file))) {
          assertThat(labels)
              .containsEntry(
                  row.path("id").asText(), codes.get(row.path("emotion_label").asInt(-1)));
          seen++;
        }
      }
      assertThat(seen).isEqualTo(set.getKey().equals(SINGLE) ? 4_061 : 17_024);
    }
  }

  /** The sets by every rule: labelled posts positive, neutral, negative, and dropped ones. */
  @ParameterizedTest
  @CsvSource({
    SINGLE + ", standard, 2415, 423, 1223, 358",
    SINGLE + ", majority-of-all, 1262, 2510, 647, 0",
    SINGLE + ", agreement-only, 1262, 423, 647, 2087",
    SINGLE + ", text-label, 1570, 1729, 1120, 0",
    SINGLE + ", image-label, 2465, 846, 1108, 0",
    MULTIPLE + ", standard, 11320, 4408, 1299, 2573",
    MULTIPLE + ", majority-of-all, 9328, 9180, 1092, 0",
    MULTIPLE + ", agreement-only, 7585, 4408, 606, 7001",
    MULTIPLE + ", text-label, 10058, 7285, 1063, 1194",
    MULTIPLE + ", image-label, 9933, 6759, 1468, 1440"
  })
  void rules_giveTheCountsOfAnotherProgram(
      String set, String rule, int positive, int neutral, int negative, int dropped) {
    RuleCounts counts =
        RuleCounts.all(LabelledCorpus.of(corpus(set), STANDARD)).stream()
            .filter(r -> r.rule().equals(rule))
            .findFirst()
            .orElseThrow();

    assertThat(counts.labels()).isEqualTo(counts(positive, neutral, negative));
    assertThat(counts.dropped()).isEqualTo(dropped);
    assertThat(counts.floor().accuracy())
        .isEqualTo((double) Math.max(positive, neutral) / (positive + neutral + negative));
  }

  private static void assertMultiple(Inspection inspection) {
    LabelledCorpus corpus = inspection.corpus();
    assertThat(corpus.corpus().annotators()).isEqualTo(3);
    assertThat(corpus.corpus().encoding()).isEqualTo("UTF-8");
    assertThat(inspection.posts()).isEqualTo(19_600);
    assertThat(inspection.labels()).isEqualTo(counts(11_320, 4_408, 1_299));
    assertThat(inspection.labels().total()).isEqualTo(17_027);
    assertThat(inspection.dropped()).isEqualTo(2_573);
    assertThat(corpus.dropped().get(LabelRule.NO_MAJORITY)).hasSize(2_231);
    assertThat(corpus.dropped().get(LabelRule.Standard.CONTRADICTION)).hasSize(342);
    assertThat(corpus.posts()).hasSize(17_024);
    ModalityCounts text = inspection.modalities().get(Modality.TEXT);
    assertThat(text.posts()).isEqualTo(17_024);
    assertThat(text.annotators())
        .containsExactly(
            counts(9_728, 8_072, 1_800), counts(10_207, 7_606, 1_787), counts(9_367, 8_820, 1_413));
    assertThat(text.labels()).isEqualTo(counts(10_058, 7_285, 1_063));
    assertThat(text.noMajority()).isEqualTo(1_194);
    ModalityCounts image = inspection.modalities().get(Modality.IMAGE);
    assertThat(image.posts()).isZero();
    assertThat(image.annotators())
        .containsExactly(
            counts(9_801, 7_426, 2_373), counts(9_798, 7_477, 2_325), counts(9_212, 8_573, 1_815));
    assertThat(image.labels()).isEqualTo(counts(9_933, 6_759, 1_468));
    assertThat(image.noMajority()).isEqualTo(1_440);
    assertThat(inspection.floor().accuracy()).isCloseTo(0.665, within(5e-4));
    assertThat(inspection.floor().macroF1()).isCloseTo(0.266, within(5e-4));
    List<List<String>> texts = inspection.duplicates().of(Likeness.EQUAL_TEXT);
    assertThat(texts).hasSize(147);
    assertThat(Duplicates.posts(texts) - texts.size()).isEqualTo(626);
    assertThat(texts).extracting(List::size).contains(312);
    assertThat(inspection.conflicting(texts)).isEqualTo(66);
    assertThat(Set.copyOf(inspection.findings().stream().map(Finding::code).toList()))
        .containsExactly("empty-post");
    assertThat(inspection.findings()).hasSize(2_576);
  }

  private static Corpus corpus(String name) {
    return CorpusReader.read(SharedFiles.require(name), ReadOptions.DEFAULT);
  }

  private static Inspection inspect(String name) {
    return inspect(corpus(name));
  }

  private static Inspection inspect(Corpus corpus) {
    return Inspection.of(
        LabelledCorpus.of(corpus, STANDARD), post -> PictureLook.of(List.of()), 1, Progress.SILENT);
  }

  private static LabelCounts counts(Part part) {
    return LabelCounts.of(part.posts().stream().map(LabelledPost::label).toList());
  }

  private static LabelCounts counts(int positive, int neutral, int negative) {
    Map<Sentiment, Integer> counts = new EnumMap<>(Sentiment.class);
    counts.put(Sentiment.POSITIVE, positive);
    counts.put(Sentiment.NEUTRAL, neutral);
    counts.put(Sentiment.NEGATIVE, negative);
    return new LabelCounts(counts);
  }
}
