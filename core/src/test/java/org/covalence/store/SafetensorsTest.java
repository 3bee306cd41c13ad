package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files under {@code resources} are made by {@code tools/make_safetensors.py}. */
final class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void floats_ofEveryFloatingType_areThoseThePythonPackageStored() throws IOException {
    Safetensors file = Safetensors.open(resource("mixed.safetensors"));
    JsonNode expected = new ObjectMapper().readTree(bytes("safetensors-expected.json"));

    for (Map.Entry<String, JsonNode> tensor : expected.path("floats").properties()) {
      List<Long> shape = new ArrayList<>();
      tensor.getValue().path("shape").forEach(size -> shape.add(size.asLong()));
      float[] values = file.floats(tensor.getKey());
      assertThat(file.entries().get(tensor.getKey()).shape()).isEqualTo(shape);
      assertThat(values).hasSize(tensor.getValue().path("values").size());
      for (int i = 0; i < values.length; i++) {
        float wanted = (float) tensor.getValue().path("values").get(i).asDouble();
        assertThat(values[i]).as("%s[%d]", tensor.getKey(), i).isEqualTo(wanted);
      }
    }
  }

  @Test
  void open_listsTensorsOfOtherTypesToo() throws IOException {
    Safetensors file = Safetensors.open(resource("mixed.safetensors"));

    assertThat(file.metadata()).containsEntry("format", "np");
    assertThat(file.entries().get("steps").type()).isEqualTo(Safetensors.Type.I64);
    assertThat(file.entries().get("mask").count()).isEqualTo(3);
    assertThatThrownBy(() -> file.floats("mask"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("holds BOOL");
    assertThatThrownBy(() -> file.floats("none")).hasMessageContaining("no tensor is called none");
  }

  @Test
  void floats_ofSomeRows_areThoseOfTheWhole() throws IOException {
    Safetensors file = Safetensors.open(resource("mixed.safetensors"));
    float[] whole = file.floats("double");

    assertThat(file.floats("double", 4, 4)).isEqualTo(Arrays.copyOfRange(whole, 4, 8));
    assertThatThrownBy(() -> file.floats("double", 9, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void write_givesTheBytesThatThePythonPackageGives() throws IOException {
    Safetensors.Floats weight =
        new Safetensors.Floats(List.of(2L, 3L), new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f});
    Path file = folder.resolve("floats.safetensors");

    Safetensors.write(
        file,
        new TreeMap<>(
            Map.of(
                "weight", weight,
                "bias", new Safetensors.Floats(List.of(2L), new float[] {-1, 0.5f}),
                "a.longer.name", new Safetensors.Floats(List.of(1L, 1L), new float[] {1e-20f}))),
        new TreeMap<>(Map.of("made", "by hand é")));

    assertThat(Files.readAllBytes(file)).isEqualTo(bytes("floats.safetensors"));
  }

  @Test
  void write_longAndOddValues_areReadBackBitByBit() {
    float[] values = new float[700_001];
    Random random = new Random(11);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    values[1] = Float.NaN;
    values[2] = Float.NEGATIVE_INFINITY;
    values[3] = Float.MIN_VALUE;
    Path file = folder.resolve("long.safetensors");

    Safetensors.write(
        file,
        new TreeMap<>(Map.of("v", new Safetensors.Floats(List.of(700_001L), values))),
        new TreeMap<>());

    assertThat(Safetensors.open(file).floats("v")).isEqualTo(values);
    assertThat(Safetensors.open(file).metadata()).isEmpty();
  }

  @Test
  void floats_thatDoNotFitTheirShape_cannotBeMade() {
    assertThatThrownBy(() -> new Safetensors.Floats(List.of(2L, 2L), new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds 4 values, not 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | 0 | no JSON object",
        "{\"a\": | 0 | no JSON",
        "{} x | 0 | no JSON",
        "~ {}~ | 0 | no JSON object",
        "{\"a\":{'F32',[1],[0,4]},\"a\":{'F32',[1],[4,8]}} | 8 | Duplicate",
        "{\"a\":{'F32',[2],[0,4]}} | 4 | gives tensor a 4 bytes, its shape needs 8",
        "{\"a\":{'F32',[1],[4,0]}} | 4 | gives tensor a -4 bytes",
        "{\"a\":{'F32',[1],[0,4]}} | 3 | cut off: it lacks 1 bytes",
        "{\"a\":{'F32',[1],[0,4]}} | 5 | 1 bytes after its last tensor",
        "{\"a\":{'F32',[1],[4,8]}} | 8 | starts tensor a at byte 4, not 0",
        "{\"a\":{'F32',[2],[0,8]},\"b\":{'F32',[1],[4,8]}} | 8 | starts tensor b at byte 4, not 8",
        "{\"a\":{'F32',[1],[0,4]},\"b\":{'F32',[1],[8,12]}} | 12 | starts tensor b at byte 8",
        "{\"a\":{'F32',[4611686018427387904,4],[0,0]}} | 0 | too big to be true",
        "{\"a\":{'F32',[-1],[0,0]}} | 0 | no whole number",
        "{\"a\":{'F32',[1.5],[0,4]}} | 4 | no whole number",
        "{\"a\":{'F32',[99999999999999999999],[0,4]}} | 4 | no whole number",
        "{\"a\":{'F32',[1],[0]}} | 4 | no usable shape or data_offsets",
        "{\"a\":{'F32',1,[0,4]}} | 4 | no usable shape or data_offsets",
        "{\"a\":{'F32',[1],[\"0\",4]}} | 4 | no whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":{\"0\":0,\"1\":4}}} | 4 | no usable",
        "{\"a\":{'F33',[1],[0,4]}} | 4 | unknown type",
        "{\"a\":7} | 0 | unknown type"
      })
  void open_aFaultyHeader_isRefused(String header, int values, String what) throws IOException {
    String json =
        header.replaceAll(
            "\\{'(\\w+)',(.+?),(\\[[^]]*])}",
            "{\"dtype\":\"$1\",\"shape\":$2,\"data_offsets\":$3}");
    Path file = file(json.getBytes(StandardCharsets.UTF_8), values);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(file.toString());
  }

  @Test
  void open_aHeaderThatIsNotUtf8_isRefused() throws IOException {
    Path file = file(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, 0);

    assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"-1, too long", "100000001, too long", "1000, ends inside its header"})
  void open_anImpossibleHeaderLength_isRefusedBeforeItIsHeld(long length, String what)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = Files.write(folder.resolve("f.safetensors"), bytes.array());

    assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining(what);
  }

  @Test
  void open_anEmptyOrMissingFile_isTold() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThatThrownBy(() -> Safetensors.open(empty)).hasMessageContaining("too short");
    assertThatThrownBy(() -> Safetensors.open(folder.resolve("none")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void open_damagedFiles_neverFailOtherwise() throws IOException {
    byte[] whole = bytes("mixed.safetensors");
    long seed = 3;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] damaged =
          Arrays.copyOf(
              whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
      for (int i = 0; i < 3 && damaged.length > 0; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        Safetensors opened = Safetensors.open(file);
        opened.entries().values().stream()
            .filter(entry -> entry.type().isFloat())
            .forEach(entry -> opened.floats(entry.name()));
      } catch (CovalenceException e) {
        assertThat(e.where()).as("seed %d, round %d", seed, round).isEqualTo(file.toString());
      }
    }
  }

  private Path file(byte[] header, int values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + values);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
    return Files.write(folder.resolve("f.safetensors"), bytes.array());
  }

  private Path resource(String name) throws IOException {
    return Files.write(folder.resolve(name), bytes(name));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
