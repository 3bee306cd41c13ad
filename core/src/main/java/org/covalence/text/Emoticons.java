package org.covalence.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Emoticons by what they show: eyes, perhaps a tear or nose, and a mouth that may be drawn out
 * ({@code :-)))}). An emoticon never touches a letter or digit that could make it something else:
 * {@code 10:30}, {@code http:/} and {@code (note:see)} hold none.
 */
final class Emoticons {
  private static final String FREE = "(?<![\\p{L}\\p{N}])";
  private static final String ALONE = "(?<![^ ])";
  private static final String END = "(?![\\p{L}\\p{N}/])";
  private static final String NOSE = "[-o^]?";

  /** In the order in which they are tried. */
  private static final Map<ClassToken, String> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put(ClassToken.HEARTBREAK, "</3++(?![0-9])");
    SHAPES.put(ClassToken.HEART, "<3++(?![0-9])");
    SHAPES.put(ClassToken.ANGRY, ">[:=]" + NOSE + "[(\\[/|]++" + END);
    SHAPES.put(
        ClassToken.CRY, "[:=]'-?[(\\[{<]++" + END + "|" + FREE + "(?:T[_.]{1,3}T|;_{1,3};)" + END);
    SHAPES.put(
        ClassToken.LAUGH,
        "[:=]'?" + NOSE + "D++" + END + "|;-?D++" + END + "|" + FREE + "[xX]'?-?D++" + END);
    SHAPES.put(ClassToken.WINK, ";'?" + NOSE + "[)\\]]++" + END + "|" + ALONE + "[(]++-?;" + END);
    SHAPES.put(
        ClassToken.SMILE,
        "[:=]'?"
            + NOSE
            + "[)\\]}]++"
            + END
            + "|"
            + ALONE
            + "[(\\[]++-?'?[:=](?![^ ])|\\^[_.-]{0,3}\\^");
    SHAPES.put(
        ClassToken.SAD,
        "[:=]" + NOSE + "[(\\[{<]++" + END + "|" + ALONE + "[)\\]]++-?'?[:=](?![^ ])");
    SHAPES.put(ClassToken.PLAYFUL, "[:;=]-?[pP]++" + END);
    SHAPES.put(ClassToken.SURPRISE, "[:=]-?[oO]" + END + "|" + FREE + "[oO][_.][oO](?![^ ])");
    SHAPES.put(ClassToken.KISS, "[:;=]-?\\*++" + END);
    SHAPES.put(ClassToken.DOUBT, "[:=]-?[/\\\\|]++" + END + "|" + ALONE + "-_{1,5}-(?![^ ])");
  }

  private Emoticons() {}

  /** A pattern of all of them, each class in a group of its name. */
  static String pattern() {
    return SHAPES.entrySet().stream()
        .map(shape -> "(?<" + shape.getKey().name() + ">" + shape.getValue() + ")")
        .collect(Collectors.joining("|"));
  }

  /** Which emoticon a match of {@link #pattern()} is. */
  static ClassToken kind(Matcher match) {
    for (ClassToken kind : SHAPES.keySet()) {
      if (match.start(kind.name()) >= 0) {
        return kind;
      }
    }
    throw new AssertionError("no emoticon matched: " + match.group());
  }
}
