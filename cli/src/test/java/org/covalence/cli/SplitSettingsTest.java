package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published splits and duplicates, through the command line. */
final class SplitSettingsTest {
  private static final List<String> LABELS = List.of("negative", "neutral", "positive");

  @TempDir private Path folder;
  private Path posts;

  /** Sixty posts; each text of the first ten comes again in the last ten, as a retweet. */
  @BeforeEach
  void write() throws IOException {
    posts = folder.resolve("posts.csv");
    StringBuilder lines = new StringBuilder("id,text,label\n");
    for (int i = 0; i < 60; i++) {
      String retweet = i < 50 ? "" : "RT @user" + i + ": ";
      lines.append(i).append(',').append(retweet).append("word").append(i % 50);
      lines.append(" of the day,").append(LABELS.get(i % 50 % 3)).append('\n');
    }
    Files.writeString(posts, lines);
    Path split = Files.createDirectory(folder.resolve("split"));
    Files.writeString(split.resolve("train.txt"), ids(0, 40));
    Files.writeString(split.resolve("val.txt"), ids(40, 45));
    Files.writeString(split.resolve("test.txt"), ids(45, 60));
  }

  @Test
  void split_thatWasPublished_isUsed_andTwinsAreTakenOutOfASecondScore() {
    Call call = compare("--split", folder.resolve("split")).succeeds();
    JsonNode json = call.json();

    assertThat(json.get("signature").asText()).contains("|split:ids@").contains("|posts:15|");
    JsonNode without = json.get("withoutTwins");
    assertThat(without.get("leftOut").asInt()).isEqualTo(10);
    assertThat(without.get("by").toString())
        .isEqualTo("{\"texts\":0,\"normalisedTexts\":10,\"images\":0}");
    assertThat(without.get("systems").get(0).get("posts").asInt()).isEqualTo(5);
  }

  @Test
  void groups_stayTogether_andTheSignatureSaysSo() {
    JsonNode json = compare("--group-duplicates").succeeds().json();

    assertThat(json.get("signature").asText())
        .contains("|split:stratified validation=0.1 test=0.1 seed=1 grouped|");
    assertThat(json.get("withoutTwins").get("leftOut").asInt()).isZero();
    assertThat(json.get("withoutTwins").get("by").has("nearImages")).isTrue();
  }

  @Test
  void settings_thatContradictEachOther_areRefused() {
    Path split = folder.resolve("split");
    compare("--split", split, "--test-ids", split.resolve("test.txt"))
        .fails(2)
        .says("expected a published split or files of ids, found both");
    compare("--split-fold", "2").fails(2).says("expected a published split beside the number");
    compare("--split", split, "--split-fold", "2").fails(2).says("has none");
    compare("--split", split, "--test-share", "0.3").fails(2).says("--test-share");
    compare("--split", split, "--group-duplicates").fails(2).says("--group-duplicates");
    compare("--split", folder).fails(3).says("expected a published split, found none");
  }

  private Call compare(Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--data", posts));
    words.addAll(List.of("--out", folder.resolve("run"), "--modalities", "text", "--json"));
    words.addAll(List.of("--epochs", "1", "--threads", "1", "--text-width", "8"));
    words.addAll(Arrays.asList(more));
    return Call.covalence(words.toArray());
  }

  private static String ids(int from, int to) {
    StringBuilder ids = new StringBuilder();
    for (int i = from; i < to; i++) {
      ids.append(i).append('\n');
    }
    return ids.toString();
  }
}
