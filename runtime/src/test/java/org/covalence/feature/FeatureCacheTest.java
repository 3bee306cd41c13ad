package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.covalence.graph.ChildProcess;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.HalfPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  private static final int WIDTH = 5;

  @TempDir Path root;

  @Test
  void whatWasPut_isThereInHalfPrecisionNowAndLater() {
    float[] features = {0.1f, -2, 3e-8f, 1e9f, 0};
    try (FeatureCache cache = open()) {
      assertThat(cache.get(key(1))).isEmpty();
      cache.put(key(1), features);
      assertThat(cache.get(key(1))).contains(HalfPrecision.rounded(features));
    }
    try (FeatureCache cache = open()) {
      assertThat(cache.get(key(1))).contains(HalfPrecision.rounded(features));
      assertThat(cache.get(key(2))).isEmpty();
    }
  }

  @Test
  void twoEncoders_shareNothing() {
    try (FeatureCache one = FeatureCache.open(root, "one", WIDTH);
        FeatureCache other = FeatureCache.open(root, "other", WIDTH)) {
      one.put(key(1), features(1));

      assertThat(other.get(key(1))).isEmpty();
    }
  }

  @Test
  void wideRows_areKeptWholeAndReadInPart() {
    int regions = 49 * 1280;
    float[] row = new float[regions];
    for (int i = 0; i < regions; i++) {
      row[i] = i % 2000;
    }
    try (FeatureCache cache = FeatureCache.open(root, "regions", regions)) {
      cache.put(key(1), row);
      cache.put(key(2), new float[regions]);
    }
    try (FeatureCache cache = FeatureCache.open(root, "regions", regions)) {
      float[] into = new float[10];

      assertThat(cache.read(key(1), into, 3, 5)).isTrue();
      assertThat(into).containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 0, 0);
      assertThat(cache.get(key(1))).contains(row);
      assertThat(cache.get(key(2))).contains(new float[regions]);
    }
  }

  @Test
  void aClosedCache_isStillReadUntilItsFilesAreGone() throws IOException {
    FeatureCache cache = open();
    cache.put(key(1), features(1));
    cache.close();

    assertThat(cache.get(key(1))).contains(features(1));
    Files.delete(segment());
    assertThat(cache.get(key(1))).isEmpty();
    assertThat(cache.holds(key(1))).isFalse();
  }

  @Test
  void aDamagedRecord_isNotHeldAndLeavesTheArrayAsItWas() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
      assertThat(cache.holds(key(1))).isTrue();
    }
    byte[] bytes = Files.readAllBytes(segment());
    bytes[40] ^= 1;
    Files.write(segment(), bytes);
    try (FeatureCache cache = open();
        FeatureCache again = open()) {
      float[] into = features(2);

      assertThat(cache.holds(key(1))).isFalse();
      assertThat(again.read(key(1), into, 0, WIDTH)).isFalse();
      assertThat(into).containsExactly(features(2));
    }
  }

  @Test
  void aWidthThatNoCacheKeeps_isRefusedBeforeAnythingIsAllocated() {
    for (int width : new int[] {-1, 0, FeatureCache.MOST_WIDTH + 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> FeatureCache.open(root, "encoder", width))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void featuresOfAnotherWidth_areRefused() {
    try (FeatureCache cache = open()) {
      assertThatThrownBy(() -> cache.put(key(1), new float[WIDTH + 1]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(cache.get(key(1))).isEmpty();
    }
  }

  @Test
  void aSecondPut_writesNothing() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
      long size = Files.size(segment());
      cache.put(key(1), features(2));

      assertThat(Files.size(segment())).isEqualTo(size);
      assertThat(cache.get(key(1))).contains(features(1));
    }
  }

  @Test
  void aCacheThatOnlyReads_leavesNoFile() throws IOException {
    try (FeatureCache cache = open()) {
      assertThat(cache.get(key(1))).isEmpty();
    }
    try (var files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aSegmentCutOffAnywhere_losesOnlyItsLastRecord() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
      cache.put(key(2), features(2));
    }
    Path segment = segment();
    byte[] whole = Files.readAllBytes(segment);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(segment, Arrays.copyOf(whole, length));
      try (FeatureCache cache = open()) {
        assertThat(cache.get(key(1)).isPresent()).isEqualTo(length >= whole.length / 2);
        assertThat(cache.get(key(2)).isPresent()).isEqualTo(length == whole.length);
        cache.get(key(1)).ifPresent(f -> assertThat(f).containsExactly(features(1)));
      }
    }
  }

  @Test
  void aTornRecord_isWrittenAgainAndFound() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
    }
    Files.write(segment(), Arrays.copyOf(Files.readAllBytes(segment()), 20));
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
    }
    try (FeatureCache cache = open()) {
      assertThat(cache.get(key(1))).contains(features(1));
    }
  }

  @Test
  void aFlippedBit_losesTheRecordAndNeverChangesOne() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
      cache.put(key(2), features(2));
    }
    Path segment = segment();
    byte[] whole = Files.readAllBytes(segment);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(segment, damaged);
      int spared = bit / 8 < whole.length / 2 ? 2 : 1;
      try (FeatureCache cache = open()) {
        assertThat(cache.get(key(3 - spared))).as("bit %d", bit).isEmpty();
        assertThat(cache.get(key(spared))).as("bit %d", bit).contains(features(spared));
      }
    }
  }

  @Test
  void aDamagedRecord_isComputedAgainInTheSameRun() throws IOException {
    try (FeatureCache cache = open()) {
      cache.put(key(1), features(1));
    }
    byte[] bytes = Files.readAllBytes(segment());
    bytes[40] ^= 1;
    Files.write(segment(), bytes);
    try (FeatureCache cache = open()) {
      assertThat(cache.get(key(1))).isEmpty();
      cache.put(key(1), features(1));
      assertThat(cache.get(key(1))).contains(features(1));
    }
    // Which of the two records is met first is left to the file system.
    try (FeatureCache cache = open()) {
      cache.get(key(1)).ifPresent(f -> assertThat(f).containsExactly(features(1)));
    }
  }

  @Test
  void twoCachesAtOnce_doNotDisturbEachOther() {
    try (FeatureCache one = open();
        FeatureCache other = open()) {
      for (int i = 0; i < 50; i++) {
        one.put(key(i), features(i));
        other.put(key(i + 25), features(i + 25));
      }
    }
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 75; i++) {
        assertThat(cache.get(key(i))).contains(features(i));
      }
    }
  }

  @Test
  void manyThreads_shareOneCache() {
    try (FeatureCache cache = open()) {
      IntStream.range(0, 400)
          .parallel()
          .forEach(
              i -> {
                cache.put(key(i % 100), features(i % 100));
                assertThat(cache.get(key(i % 100))).contains(features(i % 100));
              });
    }
  }

  @Test
  void aFileWhereTheFolderShouldBe_isAFaultOfThatPlace() throws IOException {
    Path file = Files.writeString(root.resolve("taken"), "x");

    assertThatThrownBy(() -> FeatureCache.open(file, "encoder", WIDTH))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("taken");
  }

  @Test
  void aSegmentThatCannotBeRead_isAFaultThatNamesTheFolder() throws IOException {
    Files.createDirectories(root.resolve("encoder").resolve("odd.features"));

    assertThatThrownBy(this::open)
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(root.resolve("encoder").toString());
  }

  /** Kills a real process while it writes, again and again, at moments that are left to chance. */
  @Test
  void aProcessKilledWhileItWrites_leavesOnlyWholeRecords() throws Exception {
    long seed = System.nanoTime();
    System.out.println("FeatureCacheTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int found = 0;
    for (int round = 0; round < 4; round++) {
      int from = round * 1_000_000;
      Process writer = ChildProcess.start(Writes.class, root.toString(), Integer.toString(from));
      int told = from;
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        int killAfter = from + 1 + random.nextInt(3000);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          told = Integer.parseInt(line);
          if (told >= killAfter) {
            // Through its handle, which leaves the pipe open: what was said may still be read.
            writer.toHandle().destroyForcibly();
          }
        }
      } finally {
        writer.destroyForcibly();
      }
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

      try (FeatureCache cache = open()) {
        for (int i = from; i < told + 20_000; i++) {
          var features = cache.get(key(i));
          if (features.isPresent()) {
            found++;
            assertThat(features.get()).containsExactly(features(i));
          }
          assertThat(features.isPresent() || i > told)
              .as("seed %d: record %d was written before %d", seed, i, told)
              .isTrue();
        }
      }
    }
    assertThat(found).isGreaterThan(4);
  }

  static final class Writes {
    /** Writes record after record until it is killed, and says which ones are done. */
    public static void main(String[] arguments) {
      int from = Integer.parseInt(arguments[1]);
      try (FeatureCache cache = FeatureCache.open(Path.of(arguments[0]), "encoder", WIDTH)) {
        for (int i = from; i < from + 1_000_000; i++) {
          cache.put(key(i), features(i));
          System.out.println(i);
        }
      }
    }
  }

  private FeatureCache open() {
    return FeatureCache.open(root, "encoder", WIDTH);
  }

  private Path segment() throws IOException {
    try (var files = Files.list(root.resolve("encoder"))) {
      return files.reduce((a, b) -> a).orElseThrow();
    }
  }

  private static String key(int i) {
    return ContentHash.ofBytes(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
  }

  private static float[] features(int i) {
    float[] features = new float[WIDTH];
    for (int f = 0; f < WIDTH; f++) {
      features[f] = (i * 31 + f) % 2000;
    }
    return features;
  }
}
