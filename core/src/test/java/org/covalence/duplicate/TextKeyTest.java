package org.covalence.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What a morning!                     | what a morning
          RT @someone: What a morning         | what a morning
          "RT @a RT @b_1: what   a MORNING..." | what a morning
          what a morning http://t.co/abc      | what a morning
          what a morning https://t.co/ab…     | what a morning
          what a morning http…                | what a morning
          what a morning https                | what a morning
          what a www.example.org morning      | what a morning
          #what a #Morning &amp; all          | what a morning all
          don't stop                          | dont stop
          don’t stop                          | dont stop
          ｗｈａｔ ａ ｍｏｒｎｉｎｇ           | what a morning
          STRASSE und Straße                  | strasse und strasse
          art of the start                    | art of the start
          http is a word here                 | http is a word here
          mail me@example                     | mail me
          good 😀                             | good 😀
          """)
  void of_isWhatIsSaid(String text, String key) {
    assertThat(TextKey.of(text)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "!?…", "RT @a: http://t.co/x", "@a @b", "\u200b", "\ud800"})
  void of_nothingSaid_hasNoKey(String text) {
    assertThat(TextKey.of(text)).isEmpty();
  }

  @Test
  void of_otherEmoji_isAnotherText() {
    assertThat(TextKey.of("good 😀")).isNotEqualTo(TextKey.of("good 😡"));
  }

  @Test
  void of_itsOwnKey_staysAsItIs() {
    Random random = new Random(3);
    String letters = "aB1 @#:/.…'’RThtps\u00e9\u0301\u200d😀ｗ";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        int at = random.nextInt(letters.length());
        text.append(letters.charAt(at));
      }
      TextKey.of(text.toString())
          .ifPresent(key -> assertThat(key).isEqualTo(key.strip()).doesNotContain("  "));
    }
  }

  @Test
  void of_veryLongText_endsSoon() {
    for (String part : new String[] {"@", "http:", "a", "RT @a ", "www.", "&amp"}) {
      assertThatCode(() -> TextKey.of(part.repeat(200_000))).doesNotThrowAnyException();
    }
  }
}
