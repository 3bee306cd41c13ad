package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedLinesTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("lines.txt");
  }

  @Test
  void next_endsAtLfAndCrlfAndTheEndOfTheFile() throws IOException {
    Files.writeString(file, "a\r\n\nb\rc\nlast");

    assertThat(texts(StandardCharsets.UTF_8, 10)).containsExactly("a", "", "b\rc", "last");
  }

  @Test
  void next_emptyFile_hasNoLine() throws IOException {
    Files.writeString(file, "");

    assertThat(texts(StandardCharsets.UTF_8, 10)).isEmpty();
  }

  @Test
  void next_byteOrderMark_isLeftOut() throws IOException {
    Files.writeString(file, "\uFEFFid\nx");

    assertThat(texts(StandardCharsets.UTF_8, 10)).containsExactly("id", "x");
  }

  @Test
  void next_tooLongLine_isToldAndTheNextOneRead() throws IOException {
    Files.writeString(file, "x".repeat(200_000) + "\r\nten bytes!\r\neleven byte\nok\n");

    List<BoundedLines.Line> lines = lines(StandardCharsets.UTF_8, 10);

    assertThat(codes(lines)).containsExactly("line-too-long", "", "line-too-long", "");
    assertThat(lines.get(1)).isEqualTo(new BoundedLines.Line.Text(2, "ten bytes!"));
    assertThat(lines.get(3)).isEqualTo(new BoundedLines.Line.Text(4, "ok"));
  }

  @Test
  void next_lineThatCrossesTheBuffer_isWhole() throws IOException {
    String line = "ü".repeat(100_000);
    Files.writeString(file, line + "\n" + line);

    assertThat(texts(StandardCharsets.UTF_8, 1 << 20)).containsExactly(line, line);
  }

  @Test
  void next_otherEncoding_isToldWithItsByteAndTheNextLineRead() throws IOException {
    Files.write(file, new byte[] {'a', 'b', (byte) 0xE9, '\n', 'c', '\n'});

    List<BoundedLines.Line> lines = lines(StandardCharsets.UTF_8, 10);

    assertThat(codes(lines)).containsExactly("wrong-encoding", "");
    BoundedLines.Line.Fault fault = (BoundedLines.Line.Fault) lines.get(0);
    assertThat(fault.reason()).contains("UTF-8").contains("at byte 2");
    assertThat(fault.remedy()).contains("--encoding");
  }

  @Test
  void next_gb18030_isDecoded() throws IOException {
    Charset gb18030 = Charset.forName("GB18030");
    Files.write(file, "早上好…\n€".getBytes(gb18030));

    assertThat(texts(gb18030, 100)).containsExactly("早上好…", "€");
  }

  @Test
  void open_byteOrderMarkOfAnotherEncoding_isRefused() throws IOException {
    Files.write(file, "\uFEFFid".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> lines(StandardCharsets.UTF_8, 10))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("UTF-16LE")
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-32", "IBM037"})
  void open_encodingWithoutAsciiBytes_isRefused(String name) throws IOException {
    Files.writeString(file, "id");

    assertThatThrownBy(() -> lines(Charset.forName(name), 10))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("--encoding");
  }

  @Test
  void open_missingFile_isRefused() {
    assertThatThrownBy(() -> lines(StandardCharsets.UTF_8, 10))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no such file")
        .hasMessageContaining(file.toString());
  }

  @Test
  void open_folder_isRefused() {
    file = folder;

    assertThatThrownBy(() -> lines(StandardCharsets.UTF_8, 10))
        .isInstanceOf(CovalenceException.class);
  }

  private List<BoundedLines.Line> lines(Charset charset, int maxBytes) {
    List<BoundedLines.Line> all = new ArrayList<>();
    try (BoundedLines lines = BoundedLines.open(file, charset, maxBytes)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        all.add(line.get());
      }
    }
    return all;
  }

  private List<String> texts(Charset charset, int maxBytes) {
    return lines(charset, maxBytes).stream()
        .map(line -> ((BoundedLines.Line.Text) line).text())
        .toList();
  }

  private static List<String> codes(List<BoundedLines.Line> lines) {
    return lines.stream()
        .map(line -> line instanceof BoundedLines.Line.Fault fault ? fault.code() : "")
        .toList();
  }
}
