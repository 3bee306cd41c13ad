package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.covalence.graph.GraphBuilder.FLOAT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.covalence.feature.FeatureExtractor.Picture;
import org.covalence.feature.FeatureExtractor.Result;
import org.covalence.graph.GraphBuilder;
import org.covalence.graph.OnnxFile;
import org.covalence.image.ImagePreparation;
import org.covalence.post.Content;
import org.covalence.store.ContentHash;
import org.covalence.store.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureExtractorTest {
  private static final int SIDE = 4;
  private static final Progress SILENT = posts -> {};

  @TempDir Path root;

  @Test
  void features_comeInTheOrderOfThePictures() {
    try (PictureEncoder encoder = encoder();
        FeatureCache cache = cache(encoder)) {
      List<Picture> pictures = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        pictures.add(picture(i * 6));
      }

      List<Result> results = new FeatureExtractor(encoder, cache, 3).extract(pictures, SILENT);

      for (int i = 0; i < 40; i++) {
        assertThat(features(results.get(i))).containsExactly(i * 6, 0, i * 6);
      }
    }
  }

  @Test
  void whatIsInTheCache_isNotComputedAgain() {
    try (PictureEncoder encoder = encoder();
        FeatureCache cache = cache(encoder)) {
      Picture known = picture(7);
      cache.put(ContentHash.ofBytes(png(7)), new float[] {1, 2, 3});

      List<Result> results =
          new FeatureExtractor(encoder, cache, 1).extract(List.of(known), SILENT);

      assertThat(features(results.get(0))).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aLaterRun_getsTheSameNumbersFromTheCache() {
    List<Picture> pictures = List.of(picture(1), picture(100), picture(255));
    try (PictureEncoder encoder = encoder()) {
      List<float[]> first;
      try (FeatureCache cache = cache(encoder)) {
        first =
            new FeatureExtractor(encoder, cache, 2)
                .extract(pictures, SILENT).stream().map(FeatureExtractorTest::features).toList();
      }
      try (FeatureCache cache = cache(encoder)) {
        assertThat(cache.get(ContentHash.ofBytes(png(100)))).contains(first.get(1));
        assertThat(
                new FeatureExtractor(encoder, cache, 2)
                    .extract(pictures, SILENT).stream()
                        .map(FeatureExtractorTest::features)
                        .toList())
            .usingElementComparator((a, b) -> Arrays.compare(a, b))
            .isEqualTo(first);
      }
    }
  }

  @Test
  void regionsThatAreMissing_areComputedThoughTheFeaturesAreKnown() {
    Picture picture = picture(7);
    String key = ContentHash.ofBytes(png(7));
    try (PictureEncoder encoder = withRegions();
        FeatureCache cache = cache(encoder);
        FeatureCache states =
            FeatureCache.open(root, encoder.statesKey(), SIDE * SIDE * encoder.width())) {
      FeatureExtractor extractor = new FeatureExtractor(encoder, cache, Optional.of(states), 2);
      cache.put(key, new float[] {7, 0, 7});

      Result first = extractor.extract(List.of(picture), SILENT).get(0);

      assertThat(((Result.Features) first).key()).isEqualTo(key);
      assertThat(states.get(key).orElseThrow()).hasSize(48).startsWith(7, 0, 7, 7, 0, 7);
      states.put(key, new float[48]);
      extractor.extract(List.of(picture), SILENT);
      assertThat(states.get(key).orElseThrow()).as("known by now").startsWith(7, 0, 7);
    }
  }

  @Test
  void picturesThatCannotBeUsed_failAloneAndAreCounted() {
    List<Picture> pictures =
        List.of(
            picture(1),
            new Picture(new Content.InMemory(new byte[] {1, 2, 3}), "three bytes"),
            new Picture(new Content.Stored(root.resolve("none.png")), "none.png"),
            picture(2));
    AtomicLong told = new AtomicLong();
    try (PictureEncoder encoder = encoder();
        FeatureCache cache = cache(encoder)) {
      List<Result> results =
          new FeatureExtractor(encoder, cache, 2).extract(pictures, told::addAndGet);

      assertThat(features(results.get(0))).containsExactly(1, 0, 1);
      assertThat(((Result.Failed) results.get(1)).fault()).hasMessageContaining("three bytes");
      assertThat(((Result.Failed) results.get(2)).fault()).hasMessageContaining("none.png");
      assertThat(features(results.get(3))).containsExactly(2, 0, 2);
      assertThat(told).hasValue(4);
    }
  }

  @Test
  void theKey_changesWithAllThatFeaturesDependOn() {
    OnnxFile file = network(1).file("network.onnx");
    ImagePreparation plain = new ImagePreparation(SIDE, SIDE, ImagePreparation.Scaling.of(0, 1));
    List<PictureEncoder> encoders =
        List.of(
            encoder(file, plain, "pooled"),
            encoder(network(2).file("network.onnx"), plain, "pooled"),
            encoder(file, new ImagePreparation(SIDE + 1, SIDE, plain.scaling()), "pooled"),
            encoder(
                file,
                new ImagePreparation(SIDE, SIDE, ImagePreparation.Scaling.of(0, 2)),
                "pooled"),
            encoder(file, plain, "again"));

    assertThat(encoders).extracting(PictureEncoder::key).doesNotHaveDuplicates();
    assertThat(encoders.get(0).key())
        .as("the file's name means nothing")
        .isEqualTo(encoder(network(1).file("elsewhere.onnx"), plain, "pooled").key());
    encoders.forEach(PictureEncoder::close);
  }

  private static PictureEncoder encoder() {
    return encoder(
        network(1).file("network.onnx"),
        new ImagePreparation(SIDE, SIDE, ImagePreparation.Scaling.of(0, 1)),
        "pooled");
  }

  private static PictureEncoder encoder(
      OnnxFile file, ImagePreparation preparation, String output) {
    return new PictureEncoder(file, new ImageEncoding(preparation, "image", output, 3), true);
  }

  private static PictureEncoder withRegions() {
    OnnxFile file =
        network(1)
            .node("Identity", "regions", List.of("image"))
            .output("regions", FLOAT, "batch", 3, SIDE, SIDE)
            .file("network.onnx");
    ImagePreparation plain = new ImagePreparation(SIDE, SIDE, ImagePreparation.Scaling.of(0, 1));
    Regions regions = Regions.of(file, "regions");
    return new PictureEncoder(
        file, new ImageEncoding(plain, "image", "pooled", 3, Optional.of(regions)), true);
  }

  private FeatureCache cache(PictureEncoder encoder) {
    return FeatureCache.open(root, encoder.key(), encoder.width());
  }

  /** The mean of red, green and blue, times {@code factor}. */
  private static GraphBuilder network(float factor) {
    return new GraphBuilder()
        .input("image", FLOAT, "batch", 3, SIDE, SIDE)
        .floats("factor", new float[] {factor}, 1)
        .node("GlobalAveragePool", "mean", List.of("image"))
        .node("Flatten", "flat", List.of("mean"))
        .node("Mul", "pooled", List.of("flat", "factor"))
        .node("Identity", "again", List.of("pooled"))
        .output("pooled", FLOAT, "batch", 3)
        .output("again", FLOAT, "batch", 3);
  }

  private static Picture picture(int value) {
    return new Picture(new Content.InMemory(png(value)), "picture " + value);
  }

  /** A picture of one colour without green. */
  private static byte[] png(int value) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, value << 16 | value);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static float[] features(Result result) {
    return ((Result.Features) result).values();
  }
}
