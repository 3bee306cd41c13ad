package org.covalence.text;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns HTML's named and numbered characters back into characters. Crawlers often escape what was
 * escaped already, so that is undone several times over.
 */
final class HtmlEntities {
  private static final int MOST_ROUNDS = 4;

  /** What Twitter's interface escapes, and the names that web pages add to it most. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("hellip", "\u2026"),
          Map.entry("ndash", "-"),
          Map.entry("mdash", "-"),
          Map.entry("lsquo", "'"),
          Map.entry("rsquo", "'"),
          Map.entry("ldquo", "\""),
          Map.entry("rdquo", "\""),
          Map.entry("hearts", "\u2665"),
          Map.entry("bull", "\u2022"),
          Map.entry("middot", "\u00b7"),
          Map.entry("copy", "\u00a9"),
          Map.entry("reg", "\u00ae"),
          Map.entry("trade", "\u2122"),
          Map.entry("deg", "\u00b0"),
          Map.entry("euro", "\u20ac"),
          Map.entry("pound", "\u00a3"),
          Map.entry("eacute", "\u00e9"));

  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));");

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private HtmlEntities() {}

  static String unescape(String text) {
    String before = text;
    for (int round = 0; round < MOST_ROUNDS && before.indexOf('&') >= 0; round++) {
      String after = ENTITY.matcher(before).replaceAll(HtmlEntities::character);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String character(MatchResult entity) {
    String found;
    if (entity.group(1) != null) {
      found = numbered(Integer.parseInt(entity.group(1)));
    } else if (entity.group(2) != null) {
      found = numbered(Integer.parseInt(entity.group(2), 16));
    } else {
      found = NAMES.getOrDefault(entity.group(3), entity.group());
    }
    return Matcher.quoteReplacement(found);
  }

  /** Numbers 128 to 159 mean windows-1252, as browsers take them (HTML standard, 13.2.5.80). */
  private static String numbered(int number) {
    if (number >= 0x80 && number <= 0x9f) {
      return new String(new byte[] {(byte) number}, WINDOWS);
    }
    return Character.isValidCodePoint(number) ? Character.toString(number) : " ";
  }
}
