package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir static Path folder;
  private static Path posts;
  private static Path run;

  @BeforeAll
  static void compare() throws IOException {
    posts = folder.resolve("posts.jsonl");
    Files.writeString(posts, lines("day"));
    run = folder.resolve("run");
    Call.covalence("compare", "--data", posts, "--modalities", "text", "--out", run, Made.QUICK)
        .succeeds();
  }

  private static String lines(String word) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String label = i % 3 == 0 ? "neutral" : i % 3 == 1 ? "positive" : "negative";
      lines.append(
          "{\"id\":\"%d\",\"text\":\"a %s %s\",\"label\":\"%s\"}\n"
              .formatted(i, label, word, label));
    }
    return lines.toString();
  }

  /** A copy of a folder, in which one file is changed. */
  private static Path changed(Path of, String name, String file, String from, String to)
      throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(of)) {
      for (Path source : files.toList()) {
        Files.copy(source, copy.resolve(of.relativize(source).toString()));
      }
    }
    String text = Files.readString(copy.resolve(file));
    assertThat(text).containsPattern(from);
    Files.writeString(copy.resolve(file), text.replaceFirst(from, to));
    return copy;
  }

  @Test
  void comparison_comesOutTheSame() {
    Call call = Call.covalence("replay", run).succeeds();

    assertThat(call.results()).startsWith("the same: all ").contains("values of metrics.json");
    call.says("running compare again");
  }

  @Test
  void crossValidation_comesOutTheSame() {
    Path folds = folder.resolve("folds");
    Call.covalence(
            "compare",
            "--data",
            posts,
            "--modalities",
            "text",
            "--folds",
            "2",
            "--out",
            folds,
            Made.QUICK)
        .succeeds();

    JsonNode json = Call.covalence("replay", folds, "--json").succeeds().json();

    assertThat(json.get("same").asBoolean()).isTrue();
    assertThat(json.get("command").asText()).isEqualTo("compare");
    assertThat(json.get("values").asInt()).isGreaterThan(100);
    assertThat(json.get("differences")).isEmpty();
    assertThat(json.get("elsewhere")).isEmpty();
  }

  @Test
  void model_comesOutTheSame() {
    Call.covalence("replay", run.resolve("model")).succeeds().says("running train again");
  }

  @Test
  void evaluation_comesOutTheSame() {
    Path out = folder.resolve("evaluation");
    Call.covalence("evaluate", "--model", run.resolve("model"), "--data", posts, "--out", out)
        .succeeds();

    Call.covalence("replay", out).succeeds().says("running evaluate again");
  }

  /** Also where sets are told apart by their folders, however they were named. */
  @Test
  void transfer_comesOutTheSame() throws IOException {
    Path here = Files.createDirectories(folder.resolve("here")).resolve("posts.jsonl");
    Files.writeString(here, lines("night"));
    Path out = folder.resolve("transfer");
    Call.covalence(
            "transfer",
            "--model",
            run.resolve("model"),
            "--data",
            posts + "," + here.getParent().resolve("..").resolve("here").resolve("posts.jsonl"),
            "--out",
            out)
        .succeeds();

    Call call = Call.covalence("replay", out).succeeds().says("running transfer again");

    assertThat(call.results()).startsWith("the same: all ");
    assertThat(out.resolve("metrics.json")).content().contains("\"data\": \"here/posts.jsonl\"");
  }

  @Test
  void number_thatIsNotTheSameIsListedWithBothValues() throws IOException {
    Path other =
        changed(run, "other", "metrics.json", "\"seed\": 1,", "\"seed\": 1, \"luck\": 0.125,");

    Call call = Call.covalence("replay", other);

    assertThat(call.code()).isEqualTo(3);
    assertThat(call.results()).startsWith("not the same: 1 of ");
    assertThat(call.results()).contains("systems[0].luck: was 0.125, is nothing");
    call.says("the run came out differently: 1 of ").says("please report it");
  }

  @Test
  void posts_thatAreOtherOnesAreTold() throws IOException {
    Path changing = Files.writeString(folder.resolve("changing.jsonl"), lines("day"));
    Path out = folder.resolve("changing");
    Call.covalence("compare", "--data", changing, "--modalities", "text", "--out", out, Made.QUICK)
        .succeeds();
    Files.writeString(changing, lines("night"));

    Call call = Call.covalence("replay", out);

    assertThat(call.code()).isEqualTo(3);
    assertThat(call.results()).contains("the posts are not those of the run");
    call.says("bring back the posts as they were");
  }

  @Test
  void posts_thatHaveGoneAreTold() throws IOException {
    Path copy = changed(run, "gone", "config.yaml", "posts\\.jsonl", "nowhere.jsonl");

    Call call = Call.covalence("replay", copy);

    assertThat(call.code()).isIn(2, 3);
    call.says("nowhere.jsonl");
  }

  @Test
  void machine_thatIsAnotherOneIsTold() throws IOException {
    Path copy =
        changed(run, "elsewhere", "provenance.json", "\"java\" : \"[^\"]*\"", "\"java\" : \"1.0\"");

    Call call = Call.covalence("replay", copy).succeeds();

    call.says("java was 1.0 and is " + System.getProperty("java.version"));
    assertThat(call.results()).contains("java was 1.0");
  }

  @Test
  void folder_thatIsNoRunIsTold() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Call.covalence("replay", empty).fails(2).says("there is no metrics.json in it");
    Call.covalence("replay", folder.resolve("none")).fails(2).says("there is no such folder");
    Call.covalence("replay", posts).fails(2).says("there is no such folder");
    Call.covalence("replay").fails(2).says("run: is needed");
  }

  @Test
  void run_thatDoesNotTellItsCommandIsTold() throws IOException {
    Path copy = changed(run, "silent", "provenance.json", "\"run\" : \"compare\",", "");
    Path newer = changed(run, "newer", "provenance.json", "\"compare\"", "\"ponder\"");
    Path broken = changed(run, "broken", "provenance.json", "\\{", "");
    Path cut = changed(run, "cut", "metrics.json", "\\{", "");

    Call.covalence("replay", copy).fails(3).says("does not tell which command made it");
    Call.covalence("replay", newer).fails(3).says("this version does not have: ponder");
    Call.covalence("replay", broken).fails(3).says("how the result came to be cannot be read");
    Call call = Call.covalence("replay", cut);
    assertThat(call.code()).isEqualTo(3);
    call.says("the numbers of the run cannot be read");
  }
}
