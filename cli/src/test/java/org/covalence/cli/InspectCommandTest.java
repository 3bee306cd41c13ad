package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder;
  private Path posts;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("sunrise.jpg"), Drawn.jpeg(300, 200, Color.ORANGE));
    Files.write(folder.resolve("again.jpg"), Drawn.jpeg(300, 200, Color.ORANGE));
    Files.write(folder.resolve("flat.png"), Drawn.jpeg(900, 90, Color.BLUE));
    Files.write(folder.resolve("grey.png"), Drawn.plain(300, 200, Color.GRAY));
    Files.write(folder.resolve("broken.jpg"), new byte[] {1, 2, 3});
    posts = folder.resolve("posts.csv");
    Files.writeString(
        posts,
        """
        id,text,image,label
        1,what a morning,sunrise.jpg,positive
        2,what a morning,again.jpg,negative
        3,so it goes,flat.png,neutral
        4,,grey.png,positive
        5,no label here,,
        6,broken,broken.jpg,negative
        7,,,positive
        8,odd label,,happy
        9,too,many,columns,here
        1,twice,,positive
        """);
  }

  @Test
  void text_isForPeopleToRead() {
    Call call = Call.covalence("inspect", "--data", posts, "--threads", "1").succeeds();

    assertThat(call.messages()).isEmpty();
    assertThat(call.results().lines())
        .allMatch(l -> l.length() <= 80 || l.contains(folder.toString()));
    String unwrapped = call.results().replace("\n    ", " ").replace(folder.toString(), "FOLDER");
    Approved.require("inspection.txt", unwrapped);
  }

  @Test
  void json_isOneDocumentOfThePromisedShape() {
    Call call = Call.covalence("inspect", "--data", posts, "--threads", "1", "--json").succeeds();

    assertThat(call.messages()).isEmpty();
    JsonNode json = call.json();
    assertThat(json.get("layout").asText()).isEqualTo("csv");
    assertThat(json.get("posts").asInt()).isEqualTo(6);
    assertThat(json.get("annotators").asInt()).isEqualTo(1);
    assertThat(json.get("labelRule").asText()).isEqualTo("standard");
    assertThat(json.get("labelled").asInt()).isEqualTo(5);
    assertThat(json.get("dropped").isInt()).isTrue();
    assertThat(json.get("labels").toString())
        .isEqualTo("{\"negative\":2,\"neutral\":1,\"positive\":2}");
    assertThat(json.get("modalities").get("text").get("posts").asInt()).isEqualTo(5);
    assertThat(json.get("modalities").get("image").get("posts").asInt()).isEqualTo(5);
    assertThat(json.get("floor").get("accuracy").asDouble()).isEqualTo(0.4);
    assertThat(json.get("floor").get("macroF1").isDouble()).isTrue();
    assertThat(json.get("duplicates").get("texts").get("ids").toString())
        .isEqualTo("[[\"1\",\"2\"]]");
    assertThat(json.get("duplicates").get("images").get("ids").toString())
        .isEqualTo("[[\"1\",\"2\"]]");
    assertThat(json.get("findings"))
        .isNotEmpty()
        .allSatisfy(
            f -> {
              assertThat(f.get("place").asText()).contains(folder.toString());
              assertThat(f.get("reason").asText()).isNotBlank();
              assertThat(f.get("remedy").asText()).isNotBlank();
            });
    Approved.require(
        "inspection.json", json.toPrettyString().replace(folder.toString(), "FOLDER") + "\n");
  }

  @Test
  void corpusOfTheDemo_isReadAsAnMvsaFolderOfThreeAnnotators() {
    JsonNode json = Call.covalence("inspect", "--data", Made.posts(), "--json").succeeds().json();

    assertThat(json.get("layout").asText()).isEqualTo("mvsa");
    assertThat(json.get("encoding").asText()).isEqualTo("GB18030");
    assertThat(json.get("annotators").asInt()).isEqualTo(3);
    assertThat(json.get("posts").asInt()).isEqualTo(120);
    assertThat(json.get("labelled").asInt() + json.get("dropped").asInt()).isEqualTo(120);
  }

  @Test
  void strict_stopsAtTheFirstBadPost() {
    Call.covalence("inspect", "--data", posts, "--strict")
        .fails(3)
        .says("posts.csv line 8 (post 7)")
        .says("expected a text or a picture, found neither");
  }

  @Test
  void strict_stopsAtABadPictureToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("one.csv"), "id,text,image,label\n6,broken,broken.jpg,negative\n");

    Call.covalence("inspect", "--data", file, "--strict").fails(3).says("broken.jpg");
  }

  @Test
  void posts_withoutAnyLabelAreCountedAndTold() throws IOException {
    Path file = Files.writeString(folder.resolve("one.csv"), "id,text\n1,hello\n");

    assertThat(Call.covalence("inspect", "--data", file).succeeds().results())
        .contains("0 posts labelled")
        .contains("no post has a label");
  }
}
