package org.covalence.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of {@code tools/make_torch_files.py}, written by PyTorch itself, and what it saw in them.
 */
class WeightFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zip.pth",
        "legacy.pth",
        "network.pth",
        "checkpoint.pth",
        "checkpoint-legacy.pth",
        "no-checksums.pth",
        "old.pth"
      })
  void read_givesWhatPyTorchWrote(String name) throws IOException {
    JsonNode expected = expected().get("files").get(name);

    Map<String, WeightTensor> read = WeightFile.read(fixture(name));

    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(read.keySet()).containsExactlyElementsOf(names);
    for (WeightTensor tensor : read.values()) {
      JsonNode said = expected.get(tensor.name());
      assertThat(tensor.shape()).as(tensor.name()).isEqualTo(longs(said.get("shape")));
      assertThat(tensor.values()).as(tensor.name()).isEqualTo(floats(said.get("values")));
    }
  }

  @Test
  void read_scalarHasNoDimensionAndOneValue() {
    WeightTensor scalar = WeightFile.read(fixture("zip.pth")).get("scalar");

    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar.values()).containsExactly(42);
  }

  @Test
  void read_ofSafetensorsGivesItsFloats() {
    Path file = folder.resolve("net.weights");
    Safetensors.Floats bias = new Safetensors.Floats(List.of(1L, 2L), new float[] {0.5f, -1});
    Safetensors.write(file, new TreeMap<>(Map.of("norm.bias", bias)), new TreeMap<>());

    WeightTensor read = WeightFile.read(file).get("norm.bias");

    assertThat(read.name()).isEqualTo("norm.bias");
    assertThat(read.shape()).containsExactly(1, 2);
    assertThat(read.values()).containsExactly(0.5f, -1);
  }

  @Test
  void read_ofSafetensorsPassesOverWholeNumbers() throws IOException {
    String header = "{'n':{'dtype':'I64','shape':[],'data_offsets':[0,8]}}".replace('\'', '"');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header.length());
    bytes.write(new byte[7]);
    bytes.write(header.getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[8]);

    assertThat(WeightFile.read(write("counter.safetensors", bytes.toByteArray()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hostile-zip.pth, posix.system",
    "hostile-legacy.pth, posix.system",
    "hostile-protocol-4.pth, posix.system",
    "whole-model.pth, torch.nn.modules.linear.Linear"
  })
  void read_ofAnythingThatCouldRunCodeIsRefusedByName(String name, String refused) {
    assertThatThrownBy(() -> WeightFile.read(fixture(name)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(refused)
        .hasMessageContaining("could run code")
        .hasMessageContaining(name)
        .hasMessageContaining("state_dict()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "program.pt      | TorchScript program",
        "bare-tensor.pth | one tensor without a name",
        "no-tensors.pth  | a dictionary of 2 entries without one (epoch, net)"
      })
  void read_ofASoundFileWithoutNamedTensorsSaysWhatItHolds(String name, String found) {
    assertThatThrownBy(() -> WeightFile.read(fixture(name)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | an empty file",
        "<!DOCTYPE html><title>Log in | a web page",
        "version https://git-lfs.gith | Git LFS",
        "hello                        | something else"
      })
  void read_ofAForeignFileSaysWhatItLooksLike(String content, String found) throws IOException {
    Path file = write("foreign.pth", content.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(found)
        .hasMessageContaining("foreign.pth");
  }

  @Test
  void read_ofAMissingFileSaysSo() {
    assertThatThrownBy(() -> WeightFile.read(folder.resolve("none.pth")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void read_ofAFolderSaysItIsNoFile() {
    assertThatThrownBy(() -> WeightFile.read(folder)).isInstanceOf(CovalenceException.class);
  }

  @Test
  void read_ofAZipThatIsNoCheckpointSaysSo() throws IOException {
    Path file = zip(ZipEntry.STORED, "weights/notes.txt", "hello".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no data.pkl");
  }

  @Test
  void read_ofACompressedEntryIsRefused() throws IOException {
    Path file = zip(ZipEntry.DEFLATED, "a/data.pkl", new byte[1 << 20]);

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("compressed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth"})
  void read_ofACutFileSaysThatItWasCut(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    Path file = write("cut.pth", Arrays.copyOf(whole, whole.length - 9));

    CovalenceException fault =
        catchThrowableOfType(CovalenceException.class, () -> WeightFile.read(file));

    assertThat(fault).hasMessageContaining("cut").hasMessageContaining("again");
  }

  @Test
  void read_ofAFlippedBitInAZipFailsItsChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("network.pth"));
    int inData = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("/data/0") + 80;
    bytes[inData] ^= 4;
    Path file = write("flipped.pth", bytes);

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("damaged");
  }

  private Path zip(int method, String entryName, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(entryName);
      entry.setMethod(method);
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setCrc(sum.getValue());
      entry.setSize(content.length);
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return write("made.pth", bytes.toByteArray());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  static JsonNode expected() throws IOException {
    try (InputStream in = WeightFileTest.class.getResourceAsStream("expected.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  static Path fixture(String name) {
    URL resource = WeightFileTest.class.getResource(name);
    assertThat(resource).as(name).isNotNull();
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      String text = array.get(i).asText();
      values[i] =
          switch (text) {
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            default -> (float) Double.parseDouble(text);
          };
    }
    return values;
  }
}
