package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NearPicturesTest {
  @Test
  void groups_ofNothing_areNone() {
    assertThat(NearPictures.groups(Map.of())).isEmpty();
    assertThat(NearPictures.groups(Map.of("1", new PictureHash(5)))).isEmpty();
  }

  @Test
  void groups_reachAsFarAsTheThreshold_andOneThroughAnother() {
    Map<String, PictureHash> hashes = new LinkedHashMap<>();
    hashes.put("a", new PictureHash(0));
    hashes.put("b", new PictureHash(0b111111));
    hashes.put("c", new PictureHash(0b111111L << 6 | 0b111111));
    hashes.put("d", new PictureHash(0b1111111L << 40));
    hashes.put("e", new PictureHash(0));

    assertThat(NearPictures.groups(hashes)).containsExactly(List.of("a", "b", "c", "e"));
  }

  /** What the bands find is what comparing every pair finds. */
  @Test
  void groups_areThoseOfEveryPair() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, PictureHash> hashes = new LinkedHashMap<>();
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long drawn = random.nextLong();
      if (i % 2 == 1) {
        drawn = bits.get(random.nextInt(i));
        for (int flips = random.nextInt(9); flips > 0; flips--) {
          drawn ^= 1L << random.nextInt(64);
        }
      }
      bits.add(drawn);
      hashes.put(Integer.toString(i), new PictureHash(drawn));
    }
    Union<String> every = new Union<>();
    for (int i = 0; i < bits.size(); i++) {
      every.join(Integer.toString(i), Integer.toString(i));
      for (int j = 0; j < i; j++) {
        if (Long.bitCount(bits.get(i) ^ bits.get(j)) <= PictureHash.NEAR) {
          every.join(Integer.toString(j), Integer.toString(i));
        }
      }
    }

    assertThat(NearPictures.groups(hashes))
        .as("seed %d", seed)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(every.groups());
  }

  @Test
  void groups_ofManyPictures_areFoundWithoutComparingAll() {
    Random random = new Random(1);
    Map<String, PictureHash> hashes = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      hashes.put(Integer.toString(i), new PictureHash(random.nextLong()));
    }
    hashes.put("copy", hashes.getOrDefault("17", new PictureHash(0)));

    assertThat(NearPictures.groups(hashes)).containsExactly(List.of("17", "copy"));
  }
}
