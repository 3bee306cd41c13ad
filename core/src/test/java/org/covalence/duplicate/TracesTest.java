package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.LabelledPost;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TracesTest {
  private static final List<Post> LEARNT =
      List.of(
          Post.ofText("1", "What a morning").with(Modality.IMAGE, bytes("one")),
          Post.ofText("2", "?!"),
          Post.ofText("3", " "));

  private static final List<LabelledPost> TESTED =
      List.of(
          labelled(Post.ofText("a", " What a morning\n")),
          labelled(Post.ofText("b", "RT @x: what a MORNING http://t.co/a")),
          labelled(Post.ofText("c", "something else").with(Modality.IMAGE, bytes("one"))),
          labelled(Post.ofText("d", "?!")),
          labelled(Post.ofText("e", "")),
          labelled(Post.ofText("f", "mornings").with(Modality.IMAGE, bytes("two"))));

  @TempDir Path folder;

  private static LabelledPost labelled(Post post) {
    return new LabelledPost(post, Sentiment.NEUTRAL);
  }

  private static Content bytes(String content) {
    return new Content.InMemory(content.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("traces.txt"), content);
  }

  @Test
  void twins_areThosePostsThatADirectComparisonFinds() {
    List<Post> both =
        Stream.concat(LEARNT.stream(), TESTED.stream().map(LabelledPost::post)).toList();
    Twins direct =
        Twins.of(
            new TestPart(TESTED),
            new TrainingPart(LEARNT.stream().map(TracesTest::labelled).toList()),
            Duplicates.among(both, Progress.SILENT));

    Twins traced = Traces.of(LEARNT).twins(TESTED);

    assertThat(traced).isEqualTo(direct);
    assertThat(traced.ids()).isEqualTo(Set.of("a", "b", "c", "d"));
  }

  @Test
  void lines_areReadAsTheyWereWritten_andTellNoWords() throws IOException {
    Traces traces = Traces.of(LEARNT);

    assertThat(Traces.read(file(traces.lines()))).isEqualTo(traces);
    assertThat(traces.lines()).doesNotContainIgnoringCase("morning");
    assertThat(traces.lines().lines())
        .hasSize(4)
        .allMatch(line -> line.matches("[A-Za-z]+ [0-9a-f]{16}"));
  }

  @Test
  void lines_ofNoPosts_areNone() throws IOException {
    assertThat(Traces.of(List.of()).lines()).isEmpty();
    assertThat(Traces.read(file("")).twins(TESTED).ids()).isEmpty();
  }

  @Test
  void likeness_ofANewerVersion_isPassedOver() throws IOException {
    assertThat(Traces.read(file("sounds 0123456789abcdef\n"))).isEqualTo(Traces.of(List.of()));
  }

  @Test
  void lineThatIsNone_isBadDataThatNamesIt() throws IOException {
    for (String bad :
        List.of("texts 0123", "texts", "texts 0123456789ABCDEF", "x".repeat(5_000), "t\u0000")) {
      Path file = file("texts 0123456789abcdef\n" + bad + "\n");

      assertThatThrownBy(() -> Traces.read(file))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("expected a likeness and a hash of 16 digits")
          .hasMessageContaining("line 2");
    }
  }
}
