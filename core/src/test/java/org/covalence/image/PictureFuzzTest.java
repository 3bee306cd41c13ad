package org.covalence.image;

import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes, a picture is decoded within the limits or refused as a fault of the data:
 * nothing else is thrown.
 */
class PictureFuzzTest {
  private static final int MAX_PIXELS = 250_000;
  private static final ImageDecoder DECODER =
      new ImageDecoder(new DecodeLimits(1 << 20, 5_000, MAX_PIXELS));

  private static final int ROUNDS = Integer.getInteger("covalence.fuzz.rounds", 60);
  private static final long SEED = Long.getLong("covalence.fuzz.seed", 20_261_124L);

  @ParameterizedTest
  @MethodSource("org.covalence.image.Fixtures#names")
  void decode_ofChangedBytes_decodesOrNamesTheFault(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int round = 0; round < ROUNDS; round++) {
      SplittableRandom random = new SplittableRandom(SEED + round);
      byte[] changed = change(whole, random);
      if (name.endsWith(".png") && random.nextBoolean()) {
        mendChecksums(changed);
      }
      try {
        Pixels picture = DECODER.decode(changed, name);
        if (picture.rgb().length > 3 * MAX_PIXELS) {
          fail("%s grew beyond the limit, seed %d", name, SEED + round);
        }
      } catch (CovalenceException e) {
        // The promised answer to a file that is broken.
      } catch (Throwable e) {
        fail("%s, seed %d".formatted(name, SEED + round), e);
      }
    }
  }

  /** Cuts it off, or flips bits, or writes over a run of bytes, mostly near the front. */
  private static byte[] change(byte[] whole, SplittableRandom random) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] changed = whole.clone();
    int reach = random.nextBoolean() ? whole.length : Math.min(whole.length, 200);
    if (kind == 1) {
      int at = random.nextInt(reach);
      for (int i = at; i < Math.min(reach, at + 1 + random.nextInt(8)); i++) {
        changed[i] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      }
      return changed;
    }
    for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
      changed[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  /** Makes a PNG's checksums right again, so that the damage reaches what lies behind them. */
  private static void mendChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    for (int at = 8; at + 12 <= png.length; ) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
  }
}
