package org.covalence.duplicate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of pictures that look the same. Hashes that differ in at most n bits have one of n + 1
 * bands of bits in common, so only those that share a band are compared; equal hashes are compared
 * once.
 */
final class NearPictures {
  private static final int BANDS = PictureHash.NEAR + 1;

  private NearPictures() {}

  /** Groups of two or more, in the order of {@code hashes}; one may be near another by a third. */
  static List<List<String>> groups(Map<String, PictureHash> hashes) {
    Map<PictureHash, List<String>> equal = new LinkedHashMap<>();
    Union<String> union = new Union<>();
    hashes.forEach(
        (id, hash) -> {
          List<String> ids = equal.computeIfAbsent(hash, h -> new ArrayList<>());
          ids.add(id);
          union.join(ids.get(0), id);
        });
    for (int band = 0; band < BANDS; band++) {
      Map<Long, List<PictureHash>> alike = new HashMap<>();
      for (PictureHash hash : equal.keySet()) {
        List<PictureHash> others = alike.computeIfAbsent(bits(hash, band), b -> new ArrayList<>());
        for (PictureHash other : others) {
          if (hash.distance(other) <= PictureHash.NEAR) {
            union.join(first(equal, other), first(equal, hash));
          }
        }
        others.add(hash);
      }
    }
    return union.groups();
  }

  private static String first(Map<PictureHash, List<String>> equal, PictureHash hash) {
    return equal.getOrDefault(hash, List.of()).get(0);
  }

  /** The bits of a band; the bands share out all 64. */
  private static long bits(PictureHash hash, int band) {
    int from = band * Long.SIZE / BANDS;
    int to = (band + 1) * Long.SIZE / BANDS;
    return hash.bits() >>> from & ((1L << (to - from)) - 1);
  }
}
