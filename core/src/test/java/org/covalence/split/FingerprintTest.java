package org.covalence.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
  private static final LabelledPost ONE =
      new LabelledPost(Post.ofText("1", "a"), Sentiment.NEUTRAL);
  private static final LabelledPost TWO =
      new LabelledPost(Post.ofText("2", "b"), Sentiment.POSITIVE);

  @TempDir private Path folder;

  @Test
  void of_orderOfPosts_doesNotMatter() {
    assertThat(Fingerprint.of(List.of(ONE, TWO)))
        .isEqualTo(Fingerprint.of(List.of(TWO, ONE)))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void of_everyDifference_shows() {
    assertThat(
            List.of(
                Fingerprint.of(List.of()),
                Fingerprint.of(List.of(ONE)),
                Fingerprint.of(List.of(ONE, TWO)),
                Fingerprint.of(List.of(new LabelledPost(ONE.post(), Sentiment.NEGATIVE))),
                Fingerprint.of(List.of(new LabelledPost(Post.ofText("1", "b"), ONE.label()))),
                Fingerprint.of(List.of(new LabelledPost(Post.ofText("1a", ""), ONE.label())))))
        .doesNotHaveDuplicates();
  }

  @Test
  void of_picture_isItsBytesAndNotItsPlace() throws IOException {
    byte[] bytes = "picture".getBytes(StandardCharsets.UTF_8);
    Path here = Files.write(folder.resolve("here.jpg"), bytes);
    Path there = Files.write(folder.resolve("there.jpg"), bytes);

    assertThat(of(new Content.Stored(here)))
        .isEqualTo(of(new Content.Stored(there)))
        .isEqualTo(of(new Content.InMemory(bytes)))
        .isNotEqualTo(of(new Content.InMemory(new byte[] {1})));
  }

  @Test
  void of_missingPicture_isAFaultWithItsName() {
    assertThatThrownBy(() -> of(new Content.Stored(folder.resolve("gone.jpg"))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("gone.jpg");
  }

  @Test
  void of_tellsEachPost() {
    AtomicLong steps = new AtomicLong();

    Fingerprint.of(List.of(ONE, TWO), steps::addAndGet);

    assertThat(steps).hasValue(2);
  }

  private static String of(Content picture) {
    return Fingerprint.of(
        List.of(new LabelledPost(ONE.post().with(Modality.IMAGE, picture), ONE.label())));
  }
}
