package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against numpy's halves: see {@code tools/make_halves.py}. */
class HalfPrecisionTest {
  private static final short INFINITE = 0x7c00;
  private static final short LARGEST = 0x7bff;
  private static JsonNode reference;

  @BeforeAll
  static void readReference() throws IOException {
    try (var in = HalfPrecisionTest.class.getResourceAsStream("halves.json")) {
      reference = new ObjectMapper().readTree(in);
    }
  }

  @Test
  void everyHalf_hasItsValue() {
    ByteBuffer singles = ByteBuffer.allocate(4 * 65536).order(ByteOrder.LITTLE_ENDIAN);
    for (int half = 0; half < 65536; half++) {
      float value = HalfPrecision.toFloat((short) half);
      if ((half & 0x7fff) > INFINITE) {
        assertThat(value).as("%04x", half).isNaN();
      } else {
        singles.putFloat(value);
      }
    }
    byte[] written = new byte[singles.position()];
    singles.flip().get(written);

    assertThat(ContentHash.ofBytes(written))
        .isEqualTo(reference.get("numbersAsSinglesSha256").asText());
  }

  @Test
  void everyFiniteHalf_comesBackAsItWas() {
    for (int half = 0; half < 65536; half++) {
      if ((half & 0x7fff) < INFINITE) {
        assertThat(HalfPrecision.of(HalfPrecision.toFloat((short) half)))
            .as("%04x", half)
            .isEqualTo((short) half);
      }
    }
  }

  @Test
  void aSingle_becomesItsNearestHalfAndTheEvenOneOfTwo() {
    JsonNode singles = reference.get("singles");
    for (int i = 0; i < singles.size(); i++) {
      float single = Float.intBitsToFloat(Integer.parseUnsignedInt(singles.get(i).asText(), 16));
      short expected = (short) Integer.parseInt(reference.get("halves").get(i).asText(), 16);
      if ((expected & 0x7fff) == INFINITE) {
        // What numpy makes infinite stays the largest number, so that features stay finite.
        expected = (short) (expected & 0x8000 | LARGEST);
      }

      assertThat(HalfPrecision.of(single)).as("%s", single).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNoNumber_staysNone() {
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(Float.NaN))).isNaN();
  }

  @Test
  void roundingTwice_changesNothing() {
    float[] once = HalfPrecision.rounded(new float[] {0.1f, -1234.567f, 1e-7f, 70000f});

    assertThat(HalfPrecision.rounded(once)).isEqualTo(once);
    assertThat(once).containsExactly(0.099975586f, -1235f, 1.1920929e-7f, 65504f);
  }
}
