package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TweetTokenizerTest {
  private static final Pattern CODE_POINT = Pattern.compile("\\\\u\\{([0-9A-F]+)}");

  @ParameterizedTest(name = "{0}")
  @MethodSource("tweets")
  void tokens_asTheTableSays(String name, String post, List<String> expected) {
    assertThat(tokens(post)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileUnits")
  void tokens_ofAHostileText_needLittleTimeAndLittleStack(String unit) {
    String text = "x " + unit.repeat(12_000 / unit.length());
    List<String> found = new ArrayList<>();
    Thread small = new Thread(null, () -> found.addAll(tokens(text)), "small stack", 192 << 10);
    List<Throwable> thrown = new ArrayList<>();
    small.setUncaughtExceptionHandler((thread, fault) -> thrown.add(fault));

    small.start();
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> small.join());

    assertThat(thrown).isEmpty();
    assertThat(found).startsWith("x").hasSizeLessThanOrEqualTo(TextLimit.MOST_CHARS);
    assertThat(found.stream().filter(token -> !isWellFormed(token))).isEmpty();
  }

  @Test
  void tokens_ofRandomStrings_neverFailAndAreWellFormed() {
    long seed = 20_261_124;
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      String text = randomText(random);
      assertThat(tokens(text))
          .as("seed %d, round %d, text %s", seed, round, text)
          .allMatch(TweetTokenizerTest::isWellFormed);
    }
  }

  @Test
  void tokens_ofAWord_areThatWordAgain() {
    for (String token : tokens("sooo good, don't miss it in the U.S. gr8 l'amour haha ... !!")) {
      assertThat(token.startsWith("'") || token.equals("n't") || TweetTokenizer.canProduce(token))
          .as(token)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"The", "1990", "--", "''", "well-known", "a b", "<url>", "can't", ""})
  void canProduce_aWordThatNoTextGives_isFalse(String word) {
    assertThat(TweetTokenizer.canProduce(word)).isFalse();
  }

  static Stream<Arguments> tweets() throws IOException {
    List<Arguments> tweets = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("== ")) {
        String tokens = lines.get(i + 2);
        tweets.add(
            Arguments.of(
                lines.get(i).substring(3),
                decoded(lines.get(i + 1)),
                tokens.isEmpty() ? List.of() : List.of(tokens.split(" "))));
      }
    }
    return tweets.stream();
  }

  static Stream<String> hostileUnits() {
    return Stream.of(
        "a",
        "A",
        "aA",
        "1.",
        "1",
        "@",
        "#",
        "#a",
        "@a@",
        "a.",
        "a.b",
        "a'",
        "'",
        "n't",
        "-",
        "a-",
        "?",
        "!",
        ".",
        "…",
        ":(",
        ":'(",
        "(",
        ")",
        ";_",
        "T_",
        "-_",
        "^_",
        "<3",
        "&",
        "&amp;",
        "&#38;",
        "&#",
        "http",
        "http:",
        "http://",
        "www.",
        "h",
        "ht",
        "a.co/",
        "x.com",
        "RT @a: ",
        "RT ",
        "\"",
        "ha",
        "ah",
        "\u0301",
        "a\u0301",
        "\u200d",
        "\ufe0f",
        "\ud83d",
        "\ude02",
        "\ud83d\ude02",
        "\ud83d\udc68\u200d",
        "\ud83c\udde8",
        "\ud83c\udff4",
        "1\ufe0f\u20e3",
        "\t",
        "a_",
        "#a_1A",
        "a1",
        "\u0130",
        "\u4e00",
        "\ue056",
        "aab",
        "a\u0000");
  }

  private static String randomText(Random random) {
    String pieces = "@#:;()<>/\\?!.,'\"-_&*^=…’“aAeEhHtTpPsSDxXnN019 \u0301\u200d\ufe0f\u20e3";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(0x1f000 + random.nextInt(0xfff));
        case 2 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 3 -> text.append(List.of("http", "RT @", "&#", "n't", "://").get(random.nextInt(5)));
        default -> text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
    }
    return text.toString();
  }

  /** What a line of a vocabulary file may hold. */
  private static boolean isWellFormed(String token) {
    return !token.isEmpty()
        && token.length() <= TweetTokenizer.MOST_WORD_CHARS
        && token.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))
        && StandardCharsets.UTF_8.newEncoder().canEncode(token);
  }

  private static List<String> tokens(String text) {
    return TweetTokenizer.tokens(new TweetNormalizer(true).normalize(text));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = TweetTokenizerTest.class.getResourceAsStream("tweets.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().toList();
    }
  }

  private static String decoded(String line) {
    return CODE_POINT
        .matcher(line)
        .replaceAll(
            m -> {
              int code = Integer.parseInt(m.group(1), 16);
              return Matcher.quoteReplacement(Character.toString(code));
            });
  }
}
