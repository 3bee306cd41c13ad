package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Scored;
import org.covalence.label.Sentiment;
import org.covalence.post.Post;
import org.covalence.report.HtmlReport;
import org.covalence.report.Mistake;
import org.covalence.report.ReportContent;
import org.covalence.split.Groups;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  @TempDir Path folder;

  private static Comparison oneWrong(String id) {
    return Comparison.of(
        List.of(
            Evaluation.of(
                Laboratory.protocol(
                    "standard",
                    "all",
                    List.of(),
                    MeasureSpec.DEFAULT.bootstrap(1, 1),
                    MeasureSpec.DEFAULT.interval(),
                    Groups.NONE),
                "text",
                1,
                Scored.of(
                    "test",
                    List.of(id, "right"),
                    new int[] {0, 2},
                    new int[] {2, 2},
                    Optional.of(new double[][] {{0.1, 0.1, 0.8}, {0.2, 0.2, 0.6}})))));
  }

  private Post withPicture(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("picture.jpg"), bytes);
    return Post.ofText("4", "what a day").withImage(file);
  }

  private static byte[] png() throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static LabelledPost labelled(Post post) {
    return new LabelledPost(post, Sentiment.NEGATIVE);
  }

  @Test
  void mistake_hasTheWordsAndASmallPictureOfItsPost() throws IOException {
    List<Mistake> mistakes =
        ReportPage.mistakes(oneWrong("4"), List.of(labelled(withPicture(png()))), true);

    assertThat(mistakes).singleElement();
    assertThat(mistakes.get(0).text()).contains("what a day");
    assertThat(mistakes.get(0).truth()).isEqualTo("negative");
    assertThat(mistakes.get(0).called()).isEqualTo("positive");
    assertThat(mistakes.get(0).picture()).isPresent();
    assertThat(mistakes.get(0).picture().get().bytes().length).isBetween(100, 20_000);
  }

  @Test
  void picture_thatIsMissingBrokenOrAbsentIsLeftOut() throws IOException {
    Post missing = Post.ofText("4", "x").withImage(folder.resolve("nowhere.jpg"));

    assertThat(ReportPage.picture(missing)).isEmpty();
    assertThat(ReportPage.picture(withPicture(new byte[0]))).isEmpty();
    assertThat(ReportPage.picture(withPicture("no picture".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(ReportPage.picture(withPicture(java.util.Arrays.copyOf(png(), 60)))).isEmpty();
    assertThat(ReportPage.picture(Post.ofText("4", "x"))).isEmpty();
  }

  @Test
  void posts_areNotShownWhereThatIsNotWanted() throws IOException {
    List<Mistake> mistakes =
        ReportPage.mistakes(oneWrong("4"), List.of(labelled(withPicture(png()))), false);

    assertThat(mistakes.get(0).text()).isEmpty();
    assertThat(mistakes.get(0).picture()).isEmpty();
    assertThat(mistakes.get(0).id()).isEqualTo("4");
  }

  @Test
  void mistake_ofAPostThatIsNotThereHasNoWords() {
    assertThat(ReportPage.mistakes(oneWrong("4"), List.of(), true).get(0).text()).isEmpty();
  }

  @Test
  void onlyAnEarlierReport_isReplaced() throws IOException {
    Path file = folder.resolve("report.html");
    ReportPage.checkReplaceable(file);
    ReportPage.write(file, ReportContent.of(oneWrong("4")));
    assertThat(file).hasContent(HtmlReport.of(ReportContent.of(oneWrong("4"))));
    assertThatCode(() -> ReportPage.checkReplaceable(file)).doesNotThrowAnyException();

    for (String other : List.of("", "<!DOCTYPE html>\n<html><head><title>mine</title>", "dear")) {
      Path mine = Files.writeString(folder.resolve("mine.html"), other);
      assertThatThrownBy(() -> ReportPage.checkReplaceable(mine))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("no earlier report");
    }
    assertThatThrownBy(() -> ReportPage.checkReplaceable(folder))
        .isInstanceOf(CovalenceException.class);
  }
}
