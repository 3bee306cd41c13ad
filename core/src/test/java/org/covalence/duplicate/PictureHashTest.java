package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.image.Pixels;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.junit.jupiter.api.Test;

final class PictureHashTest {
  private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.standard());

  /** The hashes are those of tools/picture_hashes.py: Pillow's resizing and SciPy's transform. */
  @Test
  void of_losslessPictures_isWhatOtherToolsGive() throws IOException {
    JsonNode expected = new ObjectMapper().readTree(bytes("hashes.json")).get("hashes");

    assertThat(expected).hasSizeGreaterThan(5);
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      String name = entry.getKey();
      Optional<PictureHash> hash = PictureHash.of(DECODER.decode(bytes("../image/" + name), name));
      assertThat(hash.map(h -> String.format(Locale.ROOT, "%016x", h.bits())))
          .as(name)
          .contains(entry.getValue().asText());
    }
  }

  @Test
  void of_flatPictures_isNone() throws IOException {
    assertThat(PictureHash.of(new Pixels(1, 1, new byte[3]))).isEmpty();
    assertThat(PictureHash.of(flat(40, 30, 0))).isEmpty();
    assertThat(PictureHash.of(flat(40, 30, 3))).isEmpty();
    assertThat(PictureHash.of(DECODER.decode(bytes("../image/one-colour.png"), "it"))).isEmpty();
  }

  @Test
  void of_drawnPictures_smallerAndBrighterOnesAreNear_andOthersFar() {
    Random random = new Random(6);
    for (int round = 0; round < 20; round++) {
      double[] wave = random.doubles(6, 0.5, 4).toArray();
      PictureHash one = PictureHash.of(drawn(200, 150, wave, 1)).orElseThrow();
      PictureHash small = PictureHash.of(drawn(100, 75, wave, 1)).orElseThrow();
      PictureHash dim = PictureHash.of(drawn(200, 150, wave, 0.9)).orElseThrow();
      PictureHash other =
          PictureHash.of(drawn(200, 150, random.doubles(6, 0.5, 4).toArray(), 1)).orElseThrow();

      assertThat(one.distance(small)).isLessThanOrEqualTo(PictureHash.NEAR);
      assertThat(one.distance(dim)).isLessThanOrEqualTo(PictureHash.NEAR);
      assertThat(one.distance(other)).isGreaterThan(PictureHash.NEAR);
    }
  }

  @Test
  void hashes_ofPosts_leaveOutWhatCannotBeCompared_whateverTheThreads() throws IOException {
    byte[] picture = bytes("../image/rgb.png");
    List<Post> posts =
        List.of(
            pictured("1", picture),
            Post.ofText("2", "no picture"),
            pictured("3", new byte[] {1, 2, 3}),
            pictured("4", bytes("../image/one-colour.png")),
            pictured("5", picture));
    AtomicLong steps = new AtomicLong();

    Map<String, PictureHash> hashes = PictureHashes.of(posts, 3, steps::addAndGet);

    assertThat(hashes.keySet()).containsExactly("1", "5");
    assertThat(hashes).isEqualTo(PictureHashes.of(posts, 1, n -> {}));
    assertThat(steps).hasValue(4);
    assertThat(PictureHashes.of(List.of(), 2, n -> {})).isEmpty();
  }

  private static Post pictured(String id, byte[] bytes) {
    return Post.ofText(id, "text").with(Modality.IMAGE, new Content.InMemory(bytes));
  }

  private static Pixels flat(int width, int height, int noise) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (100 + (noise == 0 ? 0 : i % noise));
    }
    return new Pixels(width, height, rgb);
  }

  private static Pixels drawn(int width, int height, double[] wave, double brightness) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5) / width;
        double v = (y + 0.5) / height;
        double value =
            Math.sin(wave[0] * u * 3 + wave[1] * v * 5)
                + Math.sin(wave[2] * u * 7 - wave[3] * v * 2)
                + Math.sin(wave[4] * u * v * 6 + wave[5]);
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * width + x) + c] = (byte) (brightness * (125 + 40 * value));
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PictureHashTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no test file " + name);
      }
      return in.readAllBytes();
    }
  }
}
