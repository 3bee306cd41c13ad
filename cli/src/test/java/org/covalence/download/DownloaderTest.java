package org.covalence.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.covalence.download.LoopbackServer.asked;
import static org.covalence.download.LoopbackServer.chunked;
import static org.covalence.download.LoopbackServer.cut;
import static org.covalence.download.LoopbackServer.part;
import static org.covalence.download.LoopbackServer.rest;
import static org.covalence.download.LoopbackServer.status;
import static org.covalence.download.LoopbackServer.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloaderTest {
  private static final byte[] BODY = new byte[300_000];
  private static final int HALF = 120_000;

  static {
    new Random(7).nextBytes(BODY);
  }

  @TempDir Path folder;
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void download_bringsTheFileAndTellsLicenceAndSizeFirst() {
    server.answering(whole(BODY));
    Told told = new Told();

    Path file = downloader().download(published(), folder, told);

    assertThat(file).isEqualTo(folder.resolve("net.pth")).hasBinaryContent(BODY);
    assertOnly("net.pth");
    assertThat(told.sentences.get(0)).contains("net");
    assertThat(told.sentences.get(1)).contains("licence", "BSD");
    assertThat(told.sentences.get(2)).contains("fetching", "MB", server.address().toString());
    assertThat(told.sentences.get(3)).contains("checked", "SHA-256");
    assertThat(told.tasks).containsExactly("downloading 0/300000 +300000");
  }

  @Test
  void download_ofAFileThatIsThereAsksNobody() throws IOException {
    Files.write(folder.resolve("net.pth"), BODY);
    Told told = new Told();

    downloader().download(published(), folder, told);

    assertThat(server.requests()).isEmpty();
    assertThat(told.sentences).anyMatch(s -> s.contains("is there already"));
  }

  @Test
  void download_leavesAnotherFileOfThatNameAlone() throws IOException {
    Files.writeString(folder.resolve("net.pth"), "mine");

    CovalenceException fault = fault(published());

    assertThat(fault).hasMessageContaining("not the published file").hasMessageContaining("alone");
    assertThat(folder.resolve("net.pth")).hasContent("mine");
  }

  @Test
  void download_takesABrokenConnectionUpAgain() {
    // How much of the cut answer the client hands on before it tells of the cut is its own affair.
    server.answering(cut(BODY, HALF), asked(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertOnly("net.pth");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void download_ofAShortBodyOfUntoldLengthIsTakenUpAgain() {
    server.answering(chunked(Arrays.copyOf(BODY, HALF)), rest(BODY, HALF));
    Told told = new Told();

    Path file = downloader().download(published(), folder, told);

    assertThat(file).hasBinaryContent(BODY);
    assertThat(server.requests()).containsExactly("/net.pth", "/net.pth bytes=120000- \"v1\"");
    assertThat(told.tasks)
        .containsExactly("downloading 0/300000 +120000", "downloading 120000/300000 +180000");
  }

  @Test
  void download_goesOnFromAnEarlierRunIfTheServerStillHasThatVersion() {
    server.answering(chunked(Arrays.copyOf(BODY, HALF)), status(403), rest(BODY, HALF));
    fault(published());
    assertThat(folder.resolve("net.pth.part")).hasSize(HALF);

    Path file = downloader().download(published(), folder, Progress.SILENT);

    assertThat(file).hasBinaryContent(BODY);
    assertThat(server.requests()).last().isEqualTo("/net.pth bytes=120000- \"v1\"");
    assertOnly("net.pth");
  }

  @Test
  void download_startsAnewWhereTheServerKnowsNoRanges() throws IOException {
    Files.write(folder.resolve("net.pth.part"), new byte[HALF]);
    server.answering(whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
  }

  @Test
  void download_startsAnewWhereWhatWasThereDoesNotFit() throws IOException {
    Files.write(folder.resolve("net.pth.part"), new byte[HALF]);
    server.answering(rest(BODY, HALF), whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertThat(server.requests()).containsExactly("/net.pth bytes=120000-", "/net.pth");
  }

  @Test
  void download_ofACompletePartOnlyChecksIt() throws IOException {
    Files.write(folder.resolve("net.pth.part"), BODY);

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertThat(server.requests()).isEmpty();
    assertOnly("net.pth");
  }

  @Test
  void download_ofAPartThatIsTooLongStartsAnew() throws IOException {
    Files.write(folder.resolve("net.pth.part"), new byte[BODY.length + 1]);
    server.answering(whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertThat(server.requests()).containsExactly("/net.pth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes 7-299999/300000", "bytes */300000", "nonsense", ""})
  void download_ofAWrongPartStartsAnew(String contentRange) throws IOException {
    Files.write(folder.resolve("net.pth.part"), Arrays.copyOf(BODY, HALF));
    server.answering(part(BODY, HALF, contentRange), whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
  }

  @Test
  void download_ofARangeTheServerRefusesStartsAnew() throws IOException {
    Files.write(folder.resolve("net.pth.part"), Arrays.copyOf(BODY, HALF));
    server.answering(status(416, "Content-Range", "bytes */300000"), whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertThat(server.requests()).containsExactly("/net.pth bytes=120000-", "/net.pth");
  }

  @Test
  void download_ofARangeBeyondAShorterFileSaysSo() throws IOException {
    Files.write(folder.resolve("net.pth.part"), Arrays.copyOf(BODY, HALF));
    server.answering(status(416, "Content-Range", "bytes */100"));

    assertThat(fault(published())).hasMessageContaining("offers 100 bytes");
  }

  @Test
  void download_withAWrongHashKeepsNothing() {
    byte[] other = BODY.clone();
    other[5]++;
    server.answering(whole(other));

    CovalenceException fault = fault(published());

    assertThat(fault)
        .hasMessageContaining("not the published file")
        .hasMessageContaining(ContentHash.ofBytes(other))
        .hasMessageContaining("removed");
    assertOnly();
  }

  @Test
  void download_checksAsManyDigitsAsArePublished() {
    server.answering(whole(BODY));
    Told told = new Told();

    downloader().download(published(ContentHash.ofBytes(BODY).substring(0, 8)), folder, told);

    assertThat(told.sentences).last().asString().contains("first 8 digits");
  }

  @ParameterizedTest
  @CsvSource({
    "404, moved, 1",
    "410, moved, 1",
    "403, forbidden, 1",
    "500, later, 3",
    "429, later, 3"
  })
  void download_ofAFaultyAnswerSaysWhatToDo(int code, String remedy, int requests) {
    server.answering(status(code));

    CovalenceException fault = fault(published());

    assertThat(fault)
        .hasMessageContaining("HTTP " + code)
        .hasMessageContaining(remedy)
        .hasMessageContaining("put the file at " + folder.resolve("net.pth"));
    assertThat(server.requests()).hasSize(requests);
  }

  @Test
  void download_triesAgainAfterAFaultThatPasses() {
    server.answering(status(503), whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
  }

  @Test
  void download_fromAServerThatAlwaysBreaksOffEnds() {
    server.answering(cut(BODY, 0));

    assertThat(fault(published())).hasMessageContaining("broke off").hasMessageContaining("kept");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void download_ofAnotherSizeThanPublishedIsRefusedAtOnce() {
    server.answering(whole("<html>log in</html>".getBytes(StandardCharsets.UTF_8)));

    assertThat(fault(published()))
        .hasMessageContaining("offers 19 bytes")
        .hasMessageContaining("login");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void download_ofMoreThanPublishedIsStopped() {
    server.answering(chunked(Arrays.copyOf(BODY, BODY.length + 1)));

    assertThat(fault(published())).hasMessageContaining("sends more than the 300,000 bytes");
    assertThat(folder.resolve("net.pth")).doesNotExist();
  }

  @Test
  void download_followsARedirect() {
    server.answering(status(302, "Location", "/other/net-v2.pth"), whole(BODY));

    assertThat(downloader().download(published(), folder, Progress.SILENT)).hasBinaryContent(BODY);
    assertThat(server.requests()).containsExactly("/net.pth", "/other/net-v2.pth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/net.pth",
        "ftp://127.0.0.1/net.pth",
        "file:///etc/passwd",
        "::"
      })
  void download_refusesARedirectThatIsNotHttps(String location) {
    server.answering(status(301, "Location", location));

    assertThat(fault(published())).hasMessageContaining("not https");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void download_ofRedirectsInACircleEnds() {
    server.answering(status(302, "Location", "/net.pth"));

    assertThat(fault(published())).hasMessageContaining("circle");
  }

  @Test
  void download_fromASilentServerIsGivenUp() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    server.answering(
        exchange -> {
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY, 0, HALF);
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Patience impatient =
        new Patience(Duration.ofSeconds(20), Duration.ofMillis(50), 1, Duration.ZERO);

    CovalenceException fault =
        catchThrowableOfType(
            CovalenceException.class,
            () ->
                Downloader.fromMirror(server.address(), impatient)
                    .download(published(), folder, Progress.SILENT));
    over.countDown();

    assertThat(fault).hasMessageContaining("no answer in time");
    assertThat(folder.resolve("net.pth.part")).exists();
    assertThat(folder.resolve("net.pth")).doesNotExist();
  }

  @Test
  void download_fromAPortThatNobodyListensOnSaysHowToDoWithout() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Downloader nobody = Downloader.fromMirror(URI.create("http://127.0.0.1:" + port), patience());

    assertThatThrownBy(() -> nobody.download(published(), folder, Progress.SILENT))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("no connection")
        .hasMessageContaining("put the file at " + folder.resolve("net.pth"));
  }

  @Test
  void download_intoAFolderThatIsAFileSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(
            () -> downloader().download(published(), file.resolve("models"), Progress.SILENT))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("cannot write");
  }

  @Test
  void download_withoutRoomOnTheDiskSaysSoBeforeItBegins() {
    PublishedFile huge =
        new PublishedFile(
            "net",
            "test",
            published().address(),
            Long.MAX_VALUE / 2,
            published().sha256(),
            "none",
            Optional.empty());

    assertThat(fault(huge)).hasMessageContaining("the disk has room for");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void download_whileAnotherOneWritesTheFileSaysSo() {
    server.answering(whole(BODY));
    try (PartialFile other = PartialFile.open(folder.resolve("net.pth.part"))) {
      assertThat(fault(published())).hasMessageContaining("another download");
      assertThat(other.size()).isZero();
    }
  }

  @Test
  void download_ofAnArchiveUnpacksTheMemberThatIsWanted() throws IOException {
    byte[] archive = archive("vectors.50d.txt", "the 0.1 0.2\n");
    server.answering(whole(archive));
    Told told = new Told();

    Path file = downloader().download(archived(archive), folder, told);

    assertThat(file).isEqualTo(folder.resolve("vectors.50d.txt")).hasContent("the 0.1 0.2\n");
    assertOnly("vectors.50d.txt", "vectors.zip");
    assertThat(told.tasks).last().isEqualTo("unpacking 0/12 +12");

    downloader().download(archived(archive), folder, told);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void download_ofAnArchiveThatIsThereUnpacksItAgain() throws IOException {
    byte[] archive = archive("vectors.50d.txt", "the 0.1 0.2\n");
    Files.write(folder.resolve("vectors.zip"), archive);

    Path file = downloader().download(archived(archive), folder, Progress.SILENT);

    assertThat(file).hasContent("the 0.1 0.2\n");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void download_ofAnArchiveWithoutTheMemberSaysSo() throws IOException {
    byte[] archive = archive("other.txt", "");
    server.answering(whole(archive));

    assertThat(fault(archived(archive))).hasMessageContaining("has no vectors.50d.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org/", "ftp://127.0.0.1/", "http://127.0.0.1.example.org/"})
  void fromMirror_withoutHttpsIsRefused(String address) {
    assertThatThrownBy(() -> Downloader.fromMirror(URI.create(address)))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("https");
  }

  private Downloader downloader() {
    return Downloader.fromMirror(server.address(), patience());
  }

  private static Patience patience() {
    return new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), 3, Duration.ZERO);
  }

  private CovalenceException fault(PublishedFile file) {
    CovalenceException fault =
        catchThrowableOfType(
            CovalenceException.class, () -> downloader().download(file, folder, Progress.SILENT));
    assertThat(fault).isNotNull();
    return fault;
  }

  private void assertOnly(String... names) {
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
  }

  private static PublishedFile published() {
    return published(ContentHash.ofBytes(BODY));
  }

  private static PublishedFile published(String sha256) {
    return new PublishedFile(
        "net",
        "a test",
        URI.create("https://example.org/models/net.pth"),
        BODY.length,
        sha256,
        "BSD-3-Clause",
        Optional.empty());
  }

  private static PublishedFile archived(byte[] archive) {
    return new PublishedFile(
        "vectors.50d",
        "a test",
        URI.create("https://example.org/data/vectors.zip"),
        archive.length,
        ContentHash.ofBytes(archive),
        "PDDL",
        Optional.of("vectors.50d.txt"));
  }

  private static byte[] archive(String member, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Remembers everything it is told. */
  private static final class Told implements Progress {
    final List<String> sentences = new ArrayList<>();
    final List<String> tasks = new ArrayList<>();
    private String task = "";
    private long bytes;

    @Override
    public void tell(String sentence) {
      sentences.add(sentence);
    }

    @Override
    public void begin(String name, long doneBytes, long totalBytes) {
      task = name + " " + doneBytes + "/" + totalBytes;
      bytes = 0;
    }

    @Override
    public void advance(long more) {
      bytes += more;
    }

    @Override
    public void end() {
      tasks.add(task + " +" + bytes);
    }
  }
}
