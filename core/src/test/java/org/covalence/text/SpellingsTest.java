package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingsTest {
  @Test
  void of_aPlainWord_isThatWord() {
    assertThat(Spellings.of("bread")).containsExactly("bread");
  }

  @Test
  void of_aClitic_isTheWordItStandsFor() {
    assertThat(Spellings.of("n't")).startsWith("n't", "not");
    assertThat(Spellings.of("'re")).startsWith("'re", "are");
  }

  @Test
  void of_aClass_isAWordOfItsMeaning() {
    assertThat(Spellings.of("<sad>")).containsExactly("<sad>", "sad");
    assertThat(Spellings.of("<url>")).containsExactly("<url>");
  }

  @Test
  void of_aDrawnOutWord_hasFewerDoubledLettersFewestChangesFirst() {
    assertThat(Spellings.of("soo")).containsExactly("soo", "so");
    assertThat(Spellings.of("haappyy"))
        .startsWith("haappyy", "happyy", "haapyy", "haappy", "hapyy", "happy")
        .endsWith("hapy");
  }

  @Test
  void of_aDrawnOutSlangWord_isReadOn() {
    assertThat(Spellings.of("luvv")).containsExactly("luvv", "luv", "love");
  }

  @Test
  void of_noise_isBounded() {
    assertThat(Spellings.of("aabb".repeat(12))).hasSize(1);
  }

  @Test
  void of_otherShapes_fallBackToTheirCore() {
    assertThat(Spellings.of("u.s.")).contains("us");
    assertThat(Spellings.of("l'amour")).contains("amour");
    assertThat(Spellings.of("mazda3")).contains("mazda");
    assertThat(Spellings.of("b2")).containsExactly("b2");
  }

  @Test
  void ofAll_listsEachSpellingOnce() {
    assertThat(Spellings.ofAll(List.of("soo", "so"))).containsExactly("soo", "so");
  }
}
