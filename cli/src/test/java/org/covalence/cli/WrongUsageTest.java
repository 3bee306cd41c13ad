package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered with exit code 2. */
class WrongUsageTest {
  @TempDir Path folder;

  @Test
  void command_thatDoesNotExistNamesTheNearest() {
    Call.covalence("inspct")
        .fails(2)
        .says("there is no command inspct")
        .says("did you mean inspect?");
  }

  @Test
  void flag_thatDoesNotExistNamesTheNearest() {
    Call.covalence("train", "--epoch", "3")
        .fails(2)
        .says("there is no option --epoch")
        .says("did you mean --epochs?")
        .says("covalence train --help");
  }

  @Test
  void flag_withoutItsValueIsTold() {
    Call.covalence("inspect", "--data").fails(2).says("--data");
  }

  @Test
  void flag_thatIsNeededIsTold() {
    Call.covalence("inspect").fails(2).says("data: is needed");
  }

  @Test
  void word_thatNothingExpectsIsTold() {
    Call.covalence("inspect", "--data", folder, "more").fails(2).says("found more");
  }

  @Test
  void values_thatDoNotFitAreToldAllAtOnce() {
    Call.covalence(
            "train",
            "--data",
            folder,
            "--out",
            folder.resolve("x"),
            "--epochs",
            "0",
            "--clip",
            "much")
        .fails(2)
        .says("2 settings do not fit")
        .says("epochs (--epochs): expected a number from 1 to 10000, found 0")
        .says("clip (--clip): expected a number, found much");
  }

  @Test
  void setting_thatTheChosenEncoderDoesNotHaveIsTold() {
    Call.covalence(
            "train", "--data", folder, "--out", folder.resolve("x"), "--image-scaling", "imagenet")
        .fails(2)
        .says("image-scaling (--image-scaling): has no meaning");
  }

  @Test
  void labelRule_thatDoesNotExistNamesTheNearest() {
    Call.covalence("inspect", "--data", Made.posts(), "--label-rule", "standart")
        .fails(2)
        .says("there is no label rule standart")
        .says("did you mean standard?");
  }

  @Test
  void encoding_thatDoesNotExistIsTold() {
    Call.covalence("inspect", "--data", Made.posts(), "--encoding", "utf-9").fails(2).says("utf-9");
  }

  @Test
  void layout_thatDoesNotExistIsTold() {
    Call.covalence("inspect", "--data", Made.posts(), "--layout", "tsv").fails(2).says("tsv");
  }

  @Test
  void predict_takesExactlyOneKindOfPosts() {
    String expected = "expected one post (--text, --image), a file (--input) or a folder (--data)";
    Path model = Made.textModel();

    Call.covalence("predict", "--model", model).fails(2).says(expected);
    Call.covalence("predict", "--model", model, "--text", "a", "--data", folder)
        .fails(2)
        .says(expected);
    Call.covalence("predict", "--model", model, "--input", folder, "--data", folder)
        .fails(2)
        .says(expected);
  }

  @Test
  void predict_ofABlankTextIsAPostWithNeither() {
    Call.covalence("predict", "--model", Made.textModel(), "--text", "  ")
        .fails(2)
        .says("expected words or a picture, found neither");
  }

  @Test
  void predict_neverWritesOverItsPosts() throws IOException {
    Path posts =
        Files.writeString(folder.resolve("posts.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n");

    Call.covalence("predict", "--model", Made.textModel(), "--input", posts, "--output", posts)
        .fails(2)
        .says("the predictions would be written over the posts");

    assertThat(posts).hasContent("{\"id\":\"1\",\"text\":\"a\"}");
  }

  @Test
  void predict_neverWritesOverAFolder() throws IOException {
    Path posts =
        Files.writeString(folder.resolve("posts.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n");
    Path kept = Files.createDirectory(folder.resolve("kept"));

    Call.covalence("predict", "--model", Made.textModel(), "--input", posts, "--output", kept)
        .fails(2)
        .says("expected a file to write to, found a folder or a device");

    assertThat(kept).isEmptyDirectory();
  }
}
