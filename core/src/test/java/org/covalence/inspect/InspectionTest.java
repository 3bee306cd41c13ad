package org.covalence.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.covalence.duplicate.Likeness;
import org.covalence.duplicate.PictureHash;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectionTest {
  @TempDir private Path folder;
  private LabelledCorpus corpus;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        folder.resolve("labelResultAll.txt"),
        """
        ID\ttext,image\ttext,image\ttext,image
        1\tpositive,positive\tpositive,neutral\tneutral,neutral
        2\tnegative,negative\tneutral,neutral\tpositive,neutral
        3\tpositive,negative\tpositive,negative\tpositive,negative
        4\tnegative,negative\tnegative,negative\tnegative,negative
        5\tpositive,positive\tpositive,positive\tpositive,positive
        6\tpositive,positive\tpositive,positive\tpositive,positive
        """);
    for (String id : List.of("1", "2", "4")) {
      Files.writeString(folder.resolve("data/" + id + ".txt"), "the same \r\n");
    }
    Files.writeString(folder.resolve("data/3.txt"), "another");
    Files.writeString(folder.resolve("data/1.jpg"), "picture");
    Files.writeString(folder.resolve("data/3.jpg"), "Picture");
    Files.writeString(folder.resolve("data/5.png"), "picture");
    corpus =
        LabelledCorpus.of(CorpusReader.read(folder, ReadOptions.DEFAULT), new LabelRule.Standard());
  }

  @Test
  void of_countsPostsLabelsAndModalities() {
    Inspection inspection = inspect(post -> List.of());

    assertThat(inspection.posts()).isEqualTo(6);
    assertThat(inspection.dropped()).isEqualTo(2);
    assertThat(corpus.dropped())
        .containsEntry(LabelRule.NO_MAJORITY, List.of("2"))
        .containsEntry(LabelRule.Standard.CONTRADICTION, List.of("3"));
    assertThat(inspection.labels().of())
        .isEqualTo(Map.of(Sentiment.NEGATIVE, 1, Sentiment.NEUTRAL, 0, Sentiment.POSITIVE, 3));
    ModalityCounts text = inspection.modalities().get(Modality.TEXT);
    assertThat(text.posts()).isEqualTo(4);
    assertThat(text.noMajority()).isEqualTo(1);
    assertThat(text.labels().count(Sentiment.POSITIVE)).isEqualTo(4);
    assertThat(text.annotators())
        .extracting(a -> a.count(Sentiment.NEUTRAL))
        .containsExactly(0, 1, 1);
    assertThat(inspection.modalities().get(Modality.IMAGE).posts()).isEqualTo(3);
  }

  @Test
  void of_findsCopiesAndWhetherTheirLabelsDiffer() {
    Inspection inspection = inspect(post -> List.of());

    assertThat(inspection.duplicates().of(Likeness.EQUAL_TEXT))
        .containsExactly(List.of("1", "2", "4"));
    assertThat(inspection.duplicates().of(Likeness.EQUAL_PICTURE))
        .containsExactly(List.of("1", "5"));
    assertThat(inspection.conflicting(inspection.duplicates().of(Likeness.EQUAL_TEXT)))
        .isEqualTo(1);
    assertThat(inspection.conflicting(inspection.duplicates().of(Likeness.EQUAL_PICTURE))).isZero();
  }

  @Test
  void of_findsTextsThatAreEqualAfterNormalisingAndPicturesThatLookAlike() {
    Map<String, PictureHash> hashes =
        Map.of("1", new PictureHash(0), "3", new PictureHash(7), "5", new PictureHash(-1));

    Inspection inspection =
        Inspection.of(
            corpus,
            post -> new PictureLook(List.of(), Optional.ofNullable(hashes.get(post.id()))),
            2,
            Progress.SILENT);

    assertThat(inspection.duplicates().of(Likeness.NORMALISED_TEXT))
        .containsExactly(List.of("1", "2", "4"));
    assertThat(inspection.duplicates().of(Likeness.NEAR_PICTURE))
        .containsExactly(List.of("1", "3"));
    assertThat(inspection.toJson().get("duplicates").get("nearImages").get("ids").toString())
        .isEqualTo("[[\"1\",\"3\"]]");
  }

  @Test
  void of_asksForEachPictureAndKeepsTheOrder() {
    AtomicLong steps = new AtomicLong();

    Inspection inspection =
        Inspection.of(
            corpus,
            post ->
                PictureLook.of(
                    List.of(Finding.noted("one-colour", "post " + post.id(), "grey", "look"))),
            3,
            steps::addAndGet);

    assertThat(inspection.findings())
        .extracting(Finding::place)
        .endsWith("post 1", "post 3", "post 5")
        .hasSize(4);
    assertThat(steps).hasValue(Inspection.work(corpus)).hasValue(8);
  }

  @Test
  void of_faultOfAPictureCheck_comesThrough() {
    assertThatThrownBy(
            () ->
                inspect(
                    post -> {
                      throw CovalenceException.data("disk gone", "here", "find it");
                    }))
        .isInstanceOf(CovalenceException.class);
    assertThatThrownBy(
            () ->
                inspect(
                    post -> {
                      throw new IllegalArgumentException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
  }

  @Test
  void toJson_hasTheDocumentedShape() {
    JsonNode json = inspect(post -> List.of()).toJson();

    assertThat(json.path("layout").asText()).isEqualTo("mvsa");
    assertThat(json.path("encoding").asText()).isEqualTo("GB18030");
    assertThat(json.path("posts").asInt()).isEqualTo(6);
    assertThat(json.path("readable").asInt()).isEqualTo(5);
    assertThat(json.path("annotators").asInt()).isEqualTo(3);
    assertThat(json.path("labelRule").asText()).isEqualTo("standard");
    assertThat(json.path("labelled").asInt()).isEqualTo(4);
    assertThat(json.path("usable").asInt()).isEqualTo(3);
    assertThat(json.path("dropped").asInt()).isEqualTo(2);
    assertThat(json.path("droppedIds").path(LabelRule.NO_MAJORITY).toString()).isEqualTo("[\"2\"]");
    assertThat(json.path("labels").toString())
        .isEqualTo("{\"negative\":1,\"neutral\":0,\"positive\":3}");
    assertThat(json.path("modalities").path("image").path("posts").asInt()).isEqualTo(3);
    assertThat(json.path("floor").path("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(json.path("duplicates").path("texts").toString())
        .isEqualTo("{\"groups\":1,\"posts\":3,\"conflicting\":1,\"ids\":[[\"1\",\"2\",\"4\"]]}");
    assertThat(json.path("findings").get(0).path("code").asText()).isEqualTo("empty-post");
    assertThat(json.path("findings").get(0).fieldNames())
        .toIterable()
        .containsExactly("severity", "code", "place", "reason", "remedy");
  }

  @Test
  void floor_isWhatTheMajorityClassReaches() {
    // Precision 0.75 and recall 1 of one class among three.
    MajorityFloor floor = inspect(post -> List.of()).floor();

    assertThat(floor.label()).isEqualTo(Sentiment.POSITIVE);
    assertThat(floor.accuracy()).isEqualTo(0.75);
    assertThat(floor.macroF1()).isCloseTo(1.5 / 1.75 / 3, within(1e-12));
    assertThat(floor.weightedF1()).isCloseTo(0.75 * 1.5 / 1.75, within(1e-12));
  }

  @Test
  void floor_ofNothing_isZero() {
    assertThat(MajorityFloor.of(LabelCounts.of(List.of())))
        .isEqualTo(new MajorityFloor(Sentiment.NEGATIVE, 0, 0, 0));
  }

  private Inspection inspect(Function<Post, List<Finding>> check) {
    return Inspection.of(corpus, post -> PictureLook.of(check.apply(post)), 1, Progress.SILENT);
  }
}
