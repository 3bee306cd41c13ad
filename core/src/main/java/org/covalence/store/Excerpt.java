package org.covalence.store;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Foreign text as a message may show it: short, and with control characters spelled out, so that
 * nothing in a data file can reach into a terminal.
 */
public final class Excerpt {
  private static final int MAX_CHARACTERS = 60;
  private static final int MAX_IDS = 20;

  private Excerpt() {}

  /** {@code text} in quotes, cut after 60 characters. */
  public static String of(String text) {
    return '"' + shown(text) + '"';
  }

  /** The first twenty of {@code ids}, and how many there are beyond. */
  public static String ids(Collection<String> ids) {
    String first =
        ids.stream().limit(MAX_IDS).map(Excerpt::shown).collect(Collectors.joining(", "));
    return ids.size() <= MAX_IDS ? first : first + " and " + (ids.size() - MAX_IDS) + " more";
  }

  /** {@code text} without quotes, cut after 60 characters. */
  public static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARACTERS)
        .forEach(
            c -> {
              if (isHarmless(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return text.codePointCount(0, text.length()) > MAX_CHARACTERS ? out + "…" : out.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
