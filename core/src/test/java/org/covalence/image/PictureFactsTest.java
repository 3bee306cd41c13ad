package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.covalence.post.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFactsTest {
  private static PictureFacts inspect(String name) {
    return Fixtures.DECODER.inspect(Fixtures.bytes(name), name);
  }

  @Test
  void inspect_ofTurnedPicture_givesUprightSizeAndOrientation() {
    assertThat(inspect("exif-6.webp"))
        .isEqualTo(new PictureFacts(PictureFormat.WEBP, 50, 70, 1, 6, false));
  }

  @ParameterizedTest
  @CsvSource({
    "one-colour.png, picture-one-colour",
    "animated.gif, picture-animated",
    "animated.webp, picture-animated",
    "wide.png, picture-extreme-shape",
    "tall.png, picture-extreme-shape",
    "one-pixel.png, picture-tiny",
  })
  void oddities_ofOddPicture_nameIt(String name, String code) {
    List<Finding> found = inspect(name).oddities("12");

    assertThat(found)
        .filteredOn(finding -> finding.code().equals(code))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTED);
              assertThat(finding.place()).isEqualTo("12");
            });
  }

  @Test
  void oddities_ofOrdinaryPicture_areNone() {
    assertThat(inspect("baseline-420.jpg").oddities("12")).isEmpty();
  }

  @Test
  void oneColour_withinJpegNoise_isOneColour() {
    assertThat(new Pixels(2, 1, new byte[] {16, 16, 16, 18, 15, 16}).isOneColour()).isTrue();
    assertThat(new Pixels(2, 1, new byte[] {16, 16, 16, 19, 16, 16}).isOneColour()).isFalse();
  }
}
