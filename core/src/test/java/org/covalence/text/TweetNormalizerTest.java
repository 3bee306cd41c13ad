package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TweetNormalizerTest {
  private static final TweetNormalizer NORMALIZER = new TweetNormalizer(true);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "a &lt; b &gt; c, a < b > c",
        "&amp;lt;3, <3",
        "&amp;amp;amp;amp;, &",
        "&#x1F602;&#9829;, 😂♥",
        "&#145;x&#146; &#0; &#55296;y, 'x' y",
        "&#9999999;z &#x110000;z, z z",
        "&nosuchname; &amp &; &#; &#x;, &nosuchname; &amp &; &#; &#x;"
      })
  void normalize_entities_becomeCharacters(String text, String expected) {
    assertThat(NORMALIZER.normalize(text)).isEqualTo(expected);
  }

  @Test
  void normalize_aPlainText_staysAsItIs() {
    String text = "Plain text, with Case & marks: kept!";

    assertThat(NORMALIZER.normalize(text)).isEqualTo(text);
  }

  @Test
  void normalize_twice_changesNothingMore() {
    String once = NORMALIZER.normalize("  “Ｓｏ” cafe\u0301…\u00a0— \u200b\ud83d ok\r\n ");

    assertThat(once).isEqualTo("\"So\" café… - ok");
    assertThat(NORMALIZER.normalize(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "RT @ann: hello, hello",
    "rt @ann hello, hello",
    "\"RT @ann: hello\", hello\"",
    "RT @a: RT @b: hello, hello",
    "RT hello, RT hello",
    "art @ann: hello, art @ann: hello",
    "hello RT @ann: you, hello RT @ann: you"
  })
  void normalize_aRetweetMark_goesAtTheStartOnly(String text, String expected) {
    assertThat(NORMALIZER.normalize(text)).isEqualTo(expected);
  }

  @Test
  void normalize_aRetweetMark_staysWhereItIsWanted() {
    assertThat(new TweetNormalizer(false).normalize("RT @ann: hi")).isEqualTo("RT @ann: hi");
  }

  @Test
  void normalize_aLongText_isCutButNeverInsideAPair() {
    String text = "x".repeat(TextLimit.MOST_CHARS - 1) + "😂 and more";

    assertThat(NORMALIZER.normalize(text)).isEqualTo("x".repeat(TextLimit.MOST_CHARS - 1));
  }

  @Test
  void normalize_anEmptyText_isEmpty() {
    assertThat(NORMALIZER.normalize("")).isEmpty();
    assertThat(NORMALIZER.normalize(" \t\u3000\ufeff")).isEmpty();
  }
}
