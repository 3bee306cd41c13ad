package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Among good posts one that is not: it is told once, with its place and a remedy, and the others
 * are used; {@code --strict} stops at it.
 */
class BadPostsTest {
  private static final int GOOD = 30;

  @TempDir Path folder;

  @BeforeEach
  void draw() throws IOException {
    byte[] jpeg = Drawn.jpeg(320, 240, Color.ORANGE);
    write("good.jpg", jpeg);
    write("empty.jpg", new byte[0]);
    write("truncated.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
    write("bomb.png", Drawn.bomb());
    write("page.jpg", "<html>not found</html>".getBytes(StandardCharsets.US_ASCII));
    write("animated.gif", Drawn.animated(320, 240));
    write("plain.png", Drawn.plain(320, 240, Color.BLACK));
    write("flat.png", Drawn.png(2400, 240, Color.BLUE));
    Files.createDirectory(folder.resolve("picture.jpg"));
    Files.createDirectory(folder.resolve("data"));
    Files.createSymbolicLink(folder.resolve("data/link.jpg"), folder.resolve("good.jpg"));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  /** Thirty good posts of three classes and these lines. */
  private Path posts(String more) throws IOException {
    StringBuilder csv = new StringBuilder("id,text,image,label\n");
    String[] labels = {"negative", "neutral", "positive"};
    for (int i = 0; i < GOOD; i++) {
      csv.append("good%d,%s words %d,good.jpg,%s\n".formatted(i, labels[i % 3], i, labels[i % 3]));
    }
    return Files.writeString(folder.resolve("posts.csv"), csv + more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x,too few columns                | posts.csv line 32 (post x) | expected 4 columns, found 2
          x,too,many,columns,positive      | posts.csv line 32 (post x) | expected 4 columns, found 5
          x,an odd label,,happy            | posts.csv line 32 (post x) | expected a known label, found "happy"
          good3,an id twice,,positive      | posts.csv line 32 (post good3) | expected a new id
          ,no id,,positive                 | posts.csv line 32          | expected an id, found none
          x,,,positive                     | posts.csv line 32 (post x) | expected a text or a picture, found neither
          x,"open quote,,positive          | posts.csv line 32          | expected a closing quote
          x,gone,gone.jpg,positive         | posts.csv line 32 (post x) | expected a file, found none at "gone.jpg"
          x,out,../secret.jpg,positive     | posts.csv line 32 (post x) | expected a path inside the data folder
          x,out,/etc/hostname,positive     | posts.csv line 32 (post x) | expected a path inside the data folder
          x,net,http://a.b/c.jpg,positive  | posts.csv line 32 (post x) | nothing is fetched
          x,folder,picture.jpg,positive    | posts.csv line 32 (post x) | expected a file, found something else
          x,zero,empty.jpg,positive        | posts.csv line 32 (post x) | a file of zero bytes
          x,half,truncated.jpg,positive    | truncated.jpg              | truncated
          x,bomb,bomb.png,positive         | bomb.png                   | 60,000 x 60,000 pixels
          x,page,page.jpg,positive         | page.jpg                   | not a picture
          """)
  void post_thatIsBadIsLeftOutAndToldOnce(String line, String place, String reason)
      throws IOException {
    Path posts = posts(line + "\n");

    JsonNode findings = inspected(posts).get("findings");
    assertThat(findings).hasSize(1);
    JsonNode finding = findings.get(0);
    assertThat(finding.get("severity").asText()).isEqualTo("skipped");
    assertThat(finding.get("place").asText()).contains(place);
    assertThat(finding.get("reason").asText() + finding.get("remedy").asText()).contains(reason);
    assertThat(finding.get("remedy").asText()).isNotBlank();

    Path model = folder.resolve("model");
    Call trained = Call.covalence("train", "--data", posts, "--out", model, Made.QUICK).succeeds();
    trained.says("1 post was left out").says(place);
    assertThat(trained.messages().split(" was left out", -1)).hasSize(2);
    String described = Files.readString(model.resolve("model.json"));

    Call.covalence("inspect", "--data", posts, "--strict").fails(3).says(place);
    Call.covalence("train", "--data", posts, "--out", model, "--strict", Made.QUICK)
        .fails(3)
        .says(place);
    assertThat(model.resolve("model.json")).hasContent(described);
  }

  @ParameterizedTest
  @CsvSource({"animated.gif, frame", "plain.png, one colour only", "flat.png, lies outside"})
  void picture_thatIsOddIsKeptAndTold(String picture, String reason) throws IOException {
    Path posts = posts("x,odd," + picture + ",positive\n");

    JsonNode inspected = inspected(posts);

    assertThat(inspected.get("findings"))
        .isNotEmpty()
        .allSatisfy(
            f -> {
              assertThat(f.get("severity").asText()).isEqualTo("noted");
              assertThat(f.get("place").asText()).contains(picture).contains("post x");
            })
        .anySatisfy(f -> assertThat(f.get("reason").asText()).contains(reason));
    assertThat(inspected.get("usable").asInt()).isEqualTo(GOOD + 1);
    Path model = folder.resolve("model");
    Call.covalence("train", "--data", posts, "--out", model, "--strict", Made.QUICK).succeeds();
  }

  @Test
  void columns_thatMeanNothingAreToldOnce() throws IOException {
    Path posts =
        Files.writeString(
            folder.resolve("likes.csv"), "likes,id,text,label\n7,1,a,positive\n9,2,b,negative\n");

    JsonNode inspected = inspected(posts);

    assertThat(inspected.get("usable").asInt()).isEqualTo(2);
    assertThat(inspected.get("findings")).hasSize(1);
    assertThat(inspected.get("findings").get(0).get("reason").asText()).contains("\"likes\"");
  }

  @Test
  void columns_thatAreMissingAltogetherAreBadData() throws IOException {
    Path posts = Files.writeString(folder.resolve("p.csv"), "name,words\n1,a\n");

    Call.covalence("inspect", "--data", posts)
        .fails(3)
        .says("p.csv line 1")
        .says("expected a header with id and with text, image or both, found \"name,words\"");
  }

  @Test
  void text_inAnotherEncodingIsLeftOutAndReadWhenTheEncodingIsNamed() throws IOException {
    Path posts = folder.resolve("latin.csv");
    Files.write(
        posts,
        "id,text,label\n1,plain,positive\n2,caf\u00e9,negative\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    JsonNode inspected = inspected(posts);
    assertThat(inspected.get("usable").asInt()).isEqualTo(1);
    assertThat(inspected.get("findings").get(0).get("place").asText()).contains("latin.csv line 3");
    assertThat(inspected.get("findings").get(0).get("reason").asText()).contains("UTF-8");
    assertThat(inspected.get("findings").get(0).get("remedy").asText()).contains("--encoding");

    JsonNode named =
        Call.covalence("inspect", "--data", posts, "--encoding", "ISO-8859-1", "--json")
            .succeeds()
            .json();
    assertThat(named.get("usable").asInt()).isEqualTo(2);
  }

  @Test
  void link_thatLeavesTheFolderIsNotFollowed() throws IOException {
    Path posts =
        Files.writeString(
            folder.resolve("data/posts.csv"), "id,text,image\n1,a,\n2,linked,link.jpg\n");

    JsonNode findings = inspected(posts).get("findings");

    assertThat(findings.get(0).get("reason").asText()).contains("found one that leaves it");
    List<JsonNode> lines =
        Call.covalence("predict", "--model", Made.model(), "--input", posts).succeeds().jsonLines();
    assertThat(lines.get(1).get("error").asText()).contains("found one that leaves it");
  }

  @Test
  void file_withNothingButBadPostsIsBadData() throws IOException {
    Path posts = Files.writeString(folder.resolve("p.csv"), "id,text\n1,\n2,\n");

    Call.covalence("inspect", "--data", posts).fails(3).says("no post could be read; faults: 2");
  }

  @Test
  void file_withoutAByteIsBadData() throws IOException {
    Path posts = Files.createFile(folder.resolve("p.csv"));

    Call.covalence("inspect", "--data", posts).fails(3).says("found an empty file");
  }

  @Test
  void part_thatIsEmptyIsBadData() throws IOException {
    Path posts =
        Files.writeString(folder.resolve("p.csv"), "id,text,label\n1,a,positive\n2,b,negative\n");

    Call.covalence("train", "--data", posts, "--out", folder.resolve("m"), Made.QUICK)
        .fails(3)
        .says("part, found none");
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void part_withoutAnyUsablePictureIsBadData() throws IOException {
    Path posts = posts("");
    write("good.jpg", new byte[] {1, 2, 3});

    Call.covalence("train", "--data", posts, "--out", folder.resolve("m"), Made.QUICK)
        .fails(3)
        .says(
            "no post of the train part can be used; faults in all parts: 30; the first: not a picture")
        .says("good.jpg");
  }

  @Test
  void class_thatIsTheOnlyOneIsBadData() throws IOException {
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i).append(",words,positive\n");
    }
    Path posts = Files.writeString(folder.resolve("p.csv"), csv);

    Call.covalence(
            "compare",
            "--data",
            posts,
            "--modalities",
            "text",
            "--out",
            folder.resolve("m"),
            Made.QUICK)
        .fails(3)
        .says("expected posts of two classes or more in the train part, found only positive");
  }

  @Test
  void modality_thatNoPostHasIsWrongUsage() throws IOException {
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i).append(",words,").append(i % 2 == 0 ? "positive" : "negative").append('\n');
    }
    Path posts = Files.writeString(folder.resolve("p.csv"), csv);

    Call.covalence("train", "--data", posts, "--out", folder.resolve("m"), Made.QUICK)
        .fails(2)
        .says("no post of the training part has a picture")
        .says("--modalities text");
  }

  private static JsonNode inspected(Path posts) {
    return Call.covalence("inspect", "--data", posts, "--threads", "1", "--json").succeeds().json();
  }
}
