package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.covalence.post.Content;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no whole picture is told with its reason, its place and what to do. */
class BadPictureTest {
  private static final String WHERE = "photos/5.jpg";

  private static Pixels decode(byte[] file) {
    return Fixtures.DECODER.decode(file, WHERE);
  }

  private static void assertRefused(ThrowingCallable decoding, String what) {
    assertThatThrownBy(decoding)
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(CovalenceException.Fault.DATA);
              assertThat(e.what()).contains(what);
              assertThat(e.where()).isEqualTo(WHERE);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void decode_ofZeroBytes_saysEmpty() {
    assertRefused(() -> decode(new byte[0]), "empty (0 bytes)");
  }

  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><html>', a web page",
    "'  <html><body>404</body></html>', a web page",
    "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>', an XML or SVG file",
    "'....ftypheic', 'a HEIC, AVIF or video file'",
    "'%PDF-1.7', a PDF file",
    "'ok', a file that begins with the bytes 6f 6b",
  })
  void decode_ofNoPicture_saysWhatItSeemsToBe(String content, String what) {
    assertRefused(
        () -> decode(content.getBytes(StandardCharsets.ISO_8859_1)), "not a picture: " + what);
  }

  @Test
  void decode_ofPngNamedJpg_goesByItsBytes() {
    assertThat(decode(Fixtures.bytes("rgb.png")).width()).isEqualTo(50);
  }

  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#names")
  void decode_ofHalfAFile_saysTruncated(String name) {
    byte[] file = Fixtures.bytes(name);

    assertRefused(() -> decode(Arrays.copyOf(file, file.length / 2)), "picture is truncated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline-420.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "rgb.png"})
  void decode_ofAFileWithoutItsLastBytes_saysTruncated(String name) {
    byte[] file = Fixtures.bytes(name);
    for (int cut = 1; cut <= 40; cut++) {
      byte[] shorter = Arrays.copyOf(file, file.length - cut);
      assertRefused(() -> decode(shorter), "picture is truncated");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"baseline-420.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "ycck.jpg"})
  void decode_ofJpegCutOffAndEnded_isNotFilledWithGrey(String name) {
    byte[] file = Fixtures.bytes(name);
    byte[] ended = Arrays.copyOf(file, file.length * 3 / 4);
    ended[ended.length - 2] = (byte) 0xFF;
    ended[ended.length - 1] = (byte) 0xD9;

    assertRefused(() -> decode(ended), "picture is truncated");
  }

  @Test
  void decode_ofPngWhoseDataEndEarly_saysDamaged() {
    byte[] header =
        chunk("IHDR", ByteBuffer.allocate(13).putInt(9).putInt(9).put((byte) 8).array());
    byte[] nothing = {0x78, (byte) 0x9C, 0x03, 0, 0, 0, 0, 1};

    assertRefused(
        () -> decode(png(header, chunk("IDAT", nothing), chunk("IEND", new byte[0]))),
        "PNG picture is truncated");
  }

  @Test
  void decode_ofPngWithAFlippedBit_saysDamaged() {
    byte[] file = Fixtures.bytes("rgb.png");
    file[file.length / 2] ^= 4;

    assertRefused(() -> decode(file), "PNG picture is damaged: the checksum");
  }

  @Test
  void decode_ofPngBomb_isRefusedByItsHeader() {
    byte[] header =
        chunk("IHDR", ByteBuffer.allocate(13).putInt(25_000).putInt(25_000).put((byte) 8).array());

    assertRefused(
        () -> decode(png(header, chunk("IDAT", new byte[9]), chunk("IEND", new byte[0]))),
        "too big: 25,000 x 25,000 pixels");
  }

  @Test
  void decode_ofEveryFormatWithAHugeHeader_isRefused() {
    byte[] jpeg = Fixtures.bytes("baseline-420.jpg");
    int frame = indexOf(jpeg, new byte[] {(byte) 0xFF, (byte) 0xC0});
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
    byte[] gif = Fixtures.bytes("rows.gif");
    little(gif).putShort(6, (short) 65_535).putShort(8, (short) 65_535);
    byte[] bmp = Fixtures.bytes("run-length-8.bmp");
    little(bmp).putInt(18, 2_000_000_000).putInt(22, Integer.MIN_VALUE + 1);
    byte[] webp = Fixtures.bytes("lossy-alpha.webp");
    Arrays.fill(webp, 24, 30, (byte) 0xFF);

    for (byte[] file : new byte[][] {jpeg, gif, bmp, webp}) {
      assertRefused(() -> decode(file), "too big");
    }
  }

  @Test
  void decode_ofAbsurdShape_isRefused() {
    byte[] gif = Fixtures.bytes("rows.gif");
    little(gif).putShort(6, (short) 40_000);

    assertRefused(() -> decode(gif), "too big: 40,000 x 48 pixels, where 30,000 a side");
  }

  @Test
  void decode_ofPictureWithoutHeight_isRefused() {
    byte[] file = Fixtures.bytes("baseline-420.jpg");
    int frame = indexOf(file, new byte[] {(byte) 0xFF, (byte) 0xC0});
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 0);

    assertRefused(() -> decode(file), "its header says 120 x 0 pixels");
  }

  @Test
  void decode_ofJpegWithThousandsOfScans_isRefused() {
    byte[] file = Fixtures.bytes("progressive.jpg");
    int scan = lastIndexOfScan(file);
    int scanBytes = file.length - 2 - scan;
    ByteBuffer many = ByteBuffer.allocate(scan + 200 * scanBytes + 2).put(file, 0, scan);
    for (int i = 0; i < 200; i++) {
      many.put(file, scan, scanBytes);
    }
    many.put(file, file.length - 2, 2);

    assertRefused(() -> decode(many.array()), "more than 100 scans");
  }

  @Test
  void decode_ofArithmeticJpeg_saysWhatItIs() {
    byte[] file = Fixtures.bytes("baseline-420.jpg");
    file[indexOf(file, new byte[] {(byte) 0xFF, (byte) 0xC0}) + 1] = (byte) 0xC9;

    assertRefused(() -> decode(file), "of a kind that is not read: arithmetic coding");
  }

  @Test
  void decode_beyondTheFileLimit_isRefused() {
    ImageDecoder strict = new ImageDecoder(new DecodeLimits(1000, 100, 10_000));

    assertRefused(() -> strict.decode(new byte[1001], WHERE), "more than 1000 bytes");
  }

  @Test
  void read_ofMissingFile_saysMissing(@TempDir Path folder) {
    Content missing = new Content.Stored(folder.resolve("7.jpg"));

    assertRefused(() -> Fixtures.DECODER.read(missing, WHERE), "the picture is missing");
  }

  @Test
  void read_ofFolder_saysFolder(@TempDir Path folder) {
    assertRefused(
        () -> Fixtures.DECODER.read(new Content.Stored(folder), WHERE),
        "a folder or device stands");
  }

  @Test
  void read_ofHugeFile_stopsAtTheLimit(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("big.jpg"), new byte[5000]);
    ImageDecoder strict = new ImageDecoder(new DecodeLimits(1000, 100, 10_000));

    byte[] read = strict.read(new Content.Stored(file), WHERE);

    assertThat(read).hasSize(1001);
    assertRefused(() -> strict.decode(read, WHERE), "more than 1000 bytes");
  }

  @Test
  void decode_ofBrokenExif_leavesThePictureAsItIs() {
    byte[] file = Fixtures.bytes("exif-6.jpg");
    int tiff = indexOf(file, "Exif".getBytes(StandardCharsets.ISO_8859_1)) + 6;
    ByteBuffer.wrap(file).putInt(tiff + 4, Integer.MAX_VALUE);

    assertThat(decode(file).width()).isEqualTo(8);
  }

  @Test
  void decode_ofGifWithoutItsEndMark_isRead() {
    byte[] file = Fixtures.bytes("rows.gif");

    assertThat(decode(Arrays.copyOf(file, file.length - 1)).rgb())
        .isEqualTo(Fixtures.decode("rows.gif").rgb());
  }

  @Test
  void decode_ofJpegWithBytesBehindItsEnd_isRead() {
    byte[] file = Fixtures.bytes("baseline-420.jpg");

    assertThat(decode(Arrays.copyOf(file, file.length + 500)).rgb())
        .isEqualTo(Fixtures.decode("baseline-420.jpg").rgb());
  }

  private static byte[] png(byte[]... chunks) {
    byte[] signature = "\u0089PNG\r\n\u001A\n".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer all =
        ByteBuffer.allocate(8 + Stream.of(chunks).mapToInt(c -> c.length).sum()).put(signature);
    Stream.of(chunks).forEach(all::put);
    return all.array();
  }

  private static byte[] chunk(String kind, byte[] body) {
    CRC32 sum = new CRC32();
    byte[] name = kind.getBytes(StandardCharsets.ISO_8859_1);
    sum.update(name);
    sum.update(body);
    return ByteBuffer.allocate(12 + body.length)
        .putInt(body.length)
        .put(name)
        .put(body)
        .putInt((int) sum.getValue())
        .array();
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int indexOf(byte[] file, byte[] wanted) {
    for (int at = 0; ; at++) {
      if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
  }

  private static int lastIndexOfScan(byte[] file) {
    for (int at = file.length - 2; ; at--) {
      if (file[at] == (byte) 0xFF && file[at + 1] == (byte) 0xDA) {
        return at;
      }
    }
  }
}
