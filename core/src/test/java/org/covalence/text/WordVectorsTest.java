package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordVectorsTest {
  private static final String GLOVE = "the 0.1 -0.2 3e-1\nnot 1 2 3\nrare 4 5 6\ncafé 7 8 9\n";

  @TempDir Path folder;

  @Test
  void read_gloveText_holdsTheWantedAndTheMostFrequent() throws IOException {
    WordVectors vectors = read(text(GLOVE), 1, "café");

    assertThat(vectors.width()).isEqualTo(3);
    assertThat(vectors.lines()).isEqualTo(4);
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.frequent()).containsExactly("the");
    assertThat(vectors.find("the")).hasValue(new float[] {0.1f, -0.2f, 0.3f});
    assertThat(vectors.find("café")).hasValue(new float[] {7, 8, 9});
    assertThat(vectors.find("rare")).isEmpty();
    assertThat(vectors.findings()).isEmpty();
  }

  @Test
  void read_word2vecTextWithCarriageReturnsTabsAndSpacesAtTheEnd() throws IOException {
    WordVectors vectors = read(text("2 3\r\nthe 1 2 3 \r\nof\t4\t5\t6\r\n"), 9);

    assertThat(vectors.lines()).isEqualTo(2);
    assertThat(vectors.find("of")).hasValue(new float[] {4, 5, 6});
  }

  @Test
  void read_gzip_isToldByItsBytes() throws IOException {
    WordVectors vectors = read(bytes(gzip(GLOVE)), 9);

    assertThat(vectors.frequent()).containsExactly("the", "not", "rare", "café");
  }

  @Test
  void read_aWordWithSpaces_isReadFromTheRight() throws IOException {
    WordVectors vectors = read(text("the 1 2\n. . . 3 4\nat a@b.org 5 6\n"), 9);

    assertThat(vectors.frequent()).containsExactly("the", ". . .", "at a@b.org");
    assertThat(vectors.find(". . .")).hasValue(new float[] {3, 4});
  }

  @Test
  void read_aWordTwice_keepsTheFirstAndNotesIt() throws IOException {
    WordVectors vectors = read(text("a 1\nb 2\na 3\nb 4\n"), 9);

    assertThat(vectors.find("a")).hasValue(new float[] {1});
    assertThat(vectors.frequent()).containsExactly("a", "b");
    assertThat(vectors.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("duplicate-word");
              assertThat(finding.place()).endsWith("line 3");
              assertThat(finding.reason()).startsWith("2 words");
            });
  }

  @Test
  void read_anotherCountThanDeclared_isNoted() throws IOException {
    WordVectors vectors = read(text("5 2\na 1 2\nb 3 4\n"), 9);

    assertThat(vectors.findings()).extracting(Finding::code).containsExactly("vector-count");
  }

  @Test
  void read_aWordThatIsNotUtf8_isPassedOverAndNoted() throws IOException {
    byte[] latin = "the 1 2\ncaf\u00e9 3 4\nof 5 6\n".getBytes(StandardCharsets.ISO_8859_1);

    WordVectors vectors = read(bytes(latin), 9);

    assertThat(vectors.lines()).isEqualTo(3);
    assertThat(vectors.frequent()).containsExactly("the", "of");
    assertThat(vectors.findings()).extracting(Finding::code).containsExactly("vector-encoding");
  }

  @Test
  void find_aTokenWithoutAVector_takesAnotherSpelling() throws IOException {
    WordVectors vectors = read(text(GLOVE), 0, "n't");

    assertThat(vectors.find("n't")).hasValue(new float[] {1, 2, 3});
  }

  @ParameterizedTest
  @CsvSource({
    "'the 1 2|of 3|', 2, 'expected a word and 2 numbers, found 1'",
    "'the 1.5 2.5|of 3.5 4.5 5.5|', 2, 'expected a word and 2 numbers, found 3'",
    "'the 1 2||of 3 4|', 2, 'expected a word and 2 numbers'",
    "'the 1 2|of 3 x4|', 2, 'expected a number, found \"x4\"'",
    "'the 1 2|of 3  4|', 2, 'expected a number, found \"\"'",
    "'the 1 NaN|', 1, 'expected a finite number, found NaN'",
    "'the 1 2|of 1e99 2|', 2, 'expected a finite number, found 1e99'",
    "'the|', 1, 'found 0'",
    "'2 2|', 1, 'expected 2 words, found none'",
    "'2 0|a|', 2, 'found 0'",
    "'2 3000|a 1|', 2, 'found 3000'",
    "'2 2|a 1|', 2, 'expected a word and 2 numbers, found 1'",
    "' 1 2|', 1, 'numbers'"
  })
  void read_aFaultyLine_isNamed(String text, int line, String what) throws IOException {
    Path file = text(text.replace('|', '\n'));

    assertFault(() -> read(file, 9), what, file + " line " + line);
  }

  @Test
  void read_anEmptyFile_isTold() throws IOException {
    Path file = text("");

    assertFault(() -> read(file, 9), "the file is empty", file.toString());
  }

  @Test
  void read_anAbsurdWidth_isRefused() throws IOException {
    Path file = text("the" + " 1".repeat(WordVectors.MOST_WIDTH + 1) + "\n");

    assertFault(() -> read(file, 9), "found 2049", file + " line 1");
  }

  @Test
  void read_anAbsurdlyLongLine_isRefusedBeforeItIsHeld() throws IOException {
    Path file = text("the 1 2\n" + "x".repeat(ByteLines.MOST_LINE_BYTES + 1));

    assertFault(() -> read(file, 9), "a line of over", file + " line 2");
  }

  @Test
  void read_aCutGzipFile_isTold() throws IOException {
    byte[] whole = gzip(GLOVE.repeat(200));
    Path file = bytes(Arrays.copyOf(whole, whole.length / 2));

    assertFault(() -> read(file, 0), "cut off", file.toString());
  }

  @Test
  void read_aDamagedGzipFile_isTold() throws IOException {
    byte[] whole = gzip(GLOVE);
    whole[whole.length - 6] ^= 1;
    Path file = bytes(whole);

    assertFault(() -> read(file, 0), "damaged", file.toString());
  }

  @Test
  void read_aZipArchive_saysWhatToDo() throws IOException {
    Path file = bytes(new byte[] {'P', 'K', 3, 4, 0, 0});

    assertFault(() -> read(file, 0), "zip archive", "unpack it");
  }

  @Test
  void read_aMissingFileOrAFolder_isTold() {
    assertFault(() -> read(folder.resolve("none.txt"), 0), "no such file", "none.txt");
    assertFault(() -> read(folder, 0), "a folder stands", folder.toString());
  }

  @Test
  void read_randomBytes_neverFailsOtherwise() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] noise = GLOVE.repeat(3).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= random.nextInt(6); i++) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
      }
      Path file = bytes(random.nextBoolean() ? noise : gzip(noise, random));
      try {
        assertThat(read(file, 9).width()).isPositive();
      } catch (CovalenceException e) {
        assertThat(e.where()).as("seed %d, round %d", seed, round).startsWith(file.toString());
      }
    }
  }

  @Test
  void read_safetensors_takesItsWordsFromTheListBesideIt() throws IOException {
    Path file = folder.resolve("words.safetensors");
    matrix(file, 3, 2);
    Files.writeString(folder.resolve("vocabulary.txt"), "the\nof\nrare\n");

    WordVectors vectors = read(file, 1, "rare");

    assertThat(vectors.width()).isEqualTo(2);
    assertThat(vectors.lines()).isEqualTo(3);
    assertThat(vectors.frequent()).containsExactly("the");
    assertThat(vectors.find("rare")).hasValue(new float[] {4, 5});
    assertThat(vectors.find("of")).isEmpty();
  }

  @Test
  void read_safetensorsWithAListThatDoesNotFit_isTold() throws IOException {
    Path file = folder.resolve("words.safetensors");
    matrix(file, 3, 2);
    Path list = Files.writeString(folder.resolve("list.txt"), "the\nof\n");

    assertFault(
        () -> WordVectors.read(file, Optional.of(list), List.of(), 9),
        "expected 3 words, found 2",
        list.toString());
    assertFault(() -> read(file, 9), "no such file", "vocabulary.txt");
  }

  @Test
  void read_safetensorsWithoutOneMatrix_isTold() {
    Path file = folder.resolve("other.safetensors");
    SortedMap<String, Safetensors.Floats> tensors = new TreeMap<>();
    tensors.put("bias", new Safetensors.Floats(List.of(2L), new float[2]));
    Safetensors.write(file, tensors, new TreeMap<>());

    assertFault(() -> read(file, 9), "expected one matrix", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 1 1\nb 3 3\n", "2 2\na 1 3\nb 1 3\n"})
  void deviation_isThatOfAllNumbers(String text) throws IOException {
    assertThat(read(text(text), 9).deviation()).isEqualTo(1.0);
  }

  private WordVectors read(Path file, int mostFrequent, String... tokens) {
    return WordVectors.read(file, Optional.empty(), List.of(List.of(tokens)), mostFrequent);
  }

  private Path text(String text) throws IOException {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path bytes(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("vectors.txt"), bytes);
  }

  private static void matrix(Path file, int rows, int width) {
    float[] values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    SortedMap<String, Safetensors.Floats> tensors = new TreeMap<>();
    tensors.put("vectors", new Safetensors.Floats(List.of((long) rows, (long) width), values));
    Safetensors.write(file, tensors, new TreeMap<>());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] text, Random random) throws IOException {
    byte[] packed = gzip(new String(text, StandardCharsets.ISO_8859_1));
    packed[2 + random.nextInt(packed.length - 2)] ^= (byte) (1 << random.nextInt(8));
    return packed;
  }

  private static void assertFault(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(CovalenceException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(parts));
  }
}
