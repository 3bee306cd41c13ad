package org.covalence.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, reading it gives tensors of its size or a fault a user can mend. */
class DamagedWeightsTest {
  private static final int FLIPS = Integer.getInteger("fuzz.rounds", 300);
  private static final int CUTS = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "checkpoint.pth", "old.pth", "hostile-zip.pth"})
  void read_ofACutFileNeverCrashes(String name) throws IOException {
    byte[] whole = Files.readAllBytes(WeightFileTest.fixture(name));
    for (int i = 0; i < CUTS; i++) {
      int length = (int) ((long) whole.length * i / CUTS);
      read(Arrays.copyOf(whole, length), name + " cut to " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "checkpoint-legacy.pth", "old.pth"})
  void read_ofFlippedBytesNeverCrashes(String name) throws IOException {
    byte[] whole = Files.readAllBytes(WeightFileTest.fixture(name));
    long seed = Long.getLong("fuzz.seed", 20261124L);
    Random random = new Random(seed);
    for (int i = 0; i < FLIPS; i++) {
      byte[] bytes = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      read(bytes, "%s, round %d, -Dfuzz.seed=%d".formatted(name, i, seed));
    }
  }

  private void read(byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("damaged.pth"), bytes);
    try {
      Map<String, WeightTensor> read = WeightFile.read(file);
      long values = read.values().stream().mapToLong(t -> t.values().length).sum();
      assertThat(values).as(what).isLessThanOrEqualTo(bytes.length);
    } catch (CovalenceException e) {
      assertThat(e.remedy()).as(what).isNotBlank();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      fail(what, e);
    }
  }
}
