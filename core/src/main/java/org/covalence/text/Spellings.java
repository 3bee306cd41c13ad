package org.covalence.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Other ways to write a token, for tables that lack it: published vectors leave out single letters,
 * clitics or slang, and nobody's table has every drawn-out word. The tokenizer knows nothing of
 * this; a token keeps its own row wherever it has one.
 */
final class Spellings {
  /** Above this many doubled letters a word is noise, and its variants too many. */
  private static final int MOST_DOUBLED = 4;

  private static final int SHORTEST_STEM = 3;

  private static final Map<String, List<String>> TABLE =
      Map.ofEntries(
          Map.entry("n't", List.of("not")),
          Map.entry("'s", List.of("is")),
          Map.entry("'m", List.of("am")),
          Map.entry("'re", List.of("are")),
          Map.entry("'ve", List.of("have")),
          Map.entry("'ll", List.of("will")),
          Map.entry("'d", List.of("would")),
          Map.entry("i", List.of("me")),
          Map.entry("a", List.of("an")),
          Map.entry("u", List.of("you")),
          Map.entry("r", List.of("are")),
          Map.entry("ur", List.of("your")),
          Map.entry("y", List.of("why")),
          Map.entry("n", List.of("and")),
          Map.entry("w", List.of("with")),
          Map.entry("b4", List.of("before")),
          Map.entry("gr8", List.of("great")),
          Map.entry("m8", List.of("mate")),
          Map.entry("l8r", List.of("later")),
          Map.entry("bday", List.of("birthday")),
          Map.entry("luv", List.of("love")),
          Map.entry("lil", List.of("little")),
          Map.entry("lmao", List.of("lol", "laugh")),
          Map.entry("lmfao", List.of("lol", "laugh")),
          Map.entry("lol", List.of("laugh")),
          Map.entry("haha", List.of("laugh")),
          Map.entry("omg", List.of("wow")),
          Map.entry("pls", List.of("please")),
          Map.entry("plz", List.of("please")),
          Map.entry("ppl", List.of("people")),
          Map.entry("selfie", List.of("photo")),
          Map.entry("selfies", List.of("photos")),
          Map.entry("thx", List.of("thanks")),
          Map.entry("tmrw", List.of("tomorrow")),
          Map.entry("xx", List.of("xoxo", "kiss")),
          Map.entry("...", List.of("\u2026")),
          Map.entry("!!", List.of("!")));

  private static final Map<String, List<String>> CLASSES = classes();

  private Spellings() {}

  /**
   * The token itself, then what it may be read as, best first: an entry of the table, fewer doubled
   * letters, an acronym without its dots, the longest part of a word with apostrophes, a word
   * without the digits at its end.
   */
  static List<String> of(String token) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(token);
    List<String> classWords = CLASSES.get(token);
    if (classWords != null) {
      spellings.addAll(classWords);
      return List.copyOf(spellings);
    }
    spellings.addAll(TABLE.getOrDefault(token, List.of()));
    for (String simpler : withFewerDoubled(token)) {
      spellings.add(simpler);
      spellings.addAll(TABLE.getOrDefault(simpler, List.of()));
    }
    if (token.length() > 2 && token.endsWith(".")) {
      spellings.add(token.replace(".", ""));
    }
    int apostrophe = token.lastIndexOf('\'');
    if (apostrophe > 0) {
      String head = token.substring(0, apostrophe);
      String tail = token.substring(apostrophe + 1);
      spellings.add(tail.length() >= head.length() ? tail : head);
    }
    int letters = leadingLetters(token);
    if (letters >= SHORTEST_STEM && letters < token.length()) {
      spellings.add(token.substring(0, letters));
    }
    return List.copyOf(spellings);
  }

  /** The spellings of all of them, each once. */
  static Set<String> ofAll(Collection<String> tokens) {
    Set<String> all = new LinkedHashSet<>();
    for (String token : tokens) {
      all.addAll(of(token));
    }
    return all;
  }

  /** Each way to write doubled letters once, the fewest changes first: soo, so; haappyy, happy. */
  private static List<String> withFewerDoubled(String token) {
    List<Integer> doubled = new ArrayList<>();
    for (int i = 1; i < token.length(); i++) {
      if (token.charAt(i) == token.charAt(i - 1) && Character.isLetter(token.charAt(i))) {
        doubled.add(i);
      }
    }
    if (doubled.isEmpty() || doubled.size() > MOST_DOUBLED) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (int changes = 1; changes <= doubled.size(); changes++) {
      for (int chosen = 1; chosen < 1 << doubled.size(); chosen++) {
        if (Integer.bitCount(chosen) == changes) {
          found.add(without(token, doubled, chosen));
        }
      }
    }
    return found;
  }

  private static String without(String token, List<Integer> places, int chosen) {
    StringBuilder shorter = new StringBuilder(token);
    for (int k = places.size() - 1; k >= 0; k--) {
      if ((chosen >> k & 1) == 1) {
        shorter.deleteCharAt(places.get(k));
      }
    }
    return shorter.toString();
  }

  private static int leadingLetters(String token) {
    int letters = 0;
    while (letters < token.length() && Character.isLetter(token.charAt(letters))) {
      letters++;
    }
    return letters;
  }

  private static Map<String, List<String>> classes() {
    Map<String, List<String>> byToken = new HashMap<>();
    for (ClassToken kind : ClassToken.values()) {
      byToken.put(kind.token(), kind.spellings());
    }
    return Map.copyOf(byToken);
  }
}
