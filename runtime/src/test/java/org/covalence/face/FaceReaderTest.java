package org.covalence.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.image.Pixels;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against facenet-pytorch's own detection; {@code tools/make_faces.py} wrote down what it says. */
class FaceReaderTest {
  private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.standard());

  /** Pixels. */
  private static final Offset<Double> PLACE = Offset.offset(0.05);

  private static final Offset<Double> PROBABILITY = Offset.offset(1e-3);

  private static FaceReader reader;
  private static JsonNode expected;

  @BeforeAll
  static void load() throws IOException {
    reader = new FaceReader();
    try (InputStream in = FaceReaderTest.class.getResourceAsStream("faces.json")) {
      expected = new ObjectMapper().readTree(in);
    }
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @ParameterizedTest
  @CsvSource({"two.png, 2", "large.png, 2", "none.png, 0"})
  void theFacesOfADrawing_areThoseOfTheReference(String name, int faces) throws IOException {
    Pixels drawing = drawing(name);

    assertThat(expected.get(name).get("faces")).hasSize(faces);
    assertAsExpected(name, reader.read(drawing));
  }

  @Test
  @Tag("data")
  void theFacesOfRealPhotographs_areThoseOfTheReference() throws IOException {
    Path folder = SharedFiles.require("data/mvsa-single").resolve("data");
    List<String> photographs = new ArrayList<>();
    expected.fieldNames().forEachRemaining(photographs::add);
    photographs.removeIf(name -> name.endsWith(".png"));

    assertThat(photographs).hasSize(40);
    for (String name : photographs) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      assertAsExpected(name, reader.read(DECODER.decode(bytes, name)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3000, 1", "1, 3000", "19, 19", "12, 400"})
  void aPictureTooSmallForAFace_hasNone(int width, int height) {
    assertThat(reader.read(new Pixels(width, height, new byte[3 * width * height]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noise_isReadToItsEnd(long seed) {
    byte[] noise = new byte[3 * 480 * 480];
    new SplittableRandom(seed).nextBytes(noise);

    List<Face> faces = reader.read(new Pixels(480, 480, noise));

    assertThat(faces).hasSizeLessThan(10);
  }

  @Test
  void severalThreads_readTheSame() throws Exception {
    Pixels drawing = drawing("two.png");
    List<Face> alone = reader.read(drawing);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Face>> read = () -> reader.read(drawing);
      for (Future<List<Face>> faces : workers.invokeAll(List.of(read, read, read, read))) {
        assertThat(faces.get()).isEqualTo(alone);
      }
    } finally {
      workers.shutdown();
    }
  }

  private static Pixels drawing(String name) throws IOException {
    try (InputStream in = FaceReaderTest.class.getResourceAsStream(name)) {
      return DECODER.decode(in.readAllBytes(), name);
    }
  }

  private static void assertAsExpected(String name, List<Face> faces) {
    List<JsonNode> own = new ArrayList<>();
    expected.get(name).get("faces").forEach(own::add);
    own.sort(Comparator.comparing(face -> -area(face.get("box"))));
    double picture = expected.get(name).get("rows").asDouble();
    picture *= expected.get(name).get("columns").asDouble();
    assertThat(faces).as(name).hasSameSizeAs(own);
    for (int i = 0; i < own.size(); i++) {
      Face face = faces.get(i);
      JsonNode box = own.get(i).get("box");
      assertThat(face.left()).as(name).isCloseTo(box.get(0).asDouble(), PLACE);
      assertThat(face.top()).as(name).isCloseTo(box.get(1).asDouble(), PLACE);
      assertThat(face.right()).as(name).isCloseTo(box.get(2).asDouble(), PLACE);
      assertThat(face.bottom()).as(name).isCloseTo(box.get(3).asDouble(), PLACE);
      assertThat(face.probability())
          .as(name)
          .isCloseTo(own.get(i).get("probability").asDouble(), PROBABILITY);
      assertThat(face.share()).as(name).isCloseTo(area(box) / picture, PROBABILITY);
      for (int k = 0; k < FaceFeatures.EXPRESSIONS.size(); k++) {
        assertThat(face.expression().get(k))
            .as("%s of %s", FaceFeatures.EXPRESSIONS.get(k), name)
            .isCloseTo(own.get(i).get("expression").get(k).asDouble(), PROBABILITY);
      }
    }
  }

  private static double area(JsonNode box) {
    return (box.get(2).asDouble() - box.get(0).asDouble())
        * (box.get(3).asDouble() - box.get(1).asDouble());
  }
}
