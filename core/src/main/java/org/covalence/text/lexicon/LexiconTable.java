package org.covalence.text.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of VADER that this program carries: lines of fields with a tab between, under one line
 * that names source and licence.
 *
 * @param words lower-case words and emoticons with their mean valence, -4 to 4
 * @param emoji descriptions by code point
 * @param degrees words and phrases that strengthen or weaken what follows, and by how much
 * @param idioms phrases that have a valence of their own, whatever their words have
 * @param negations lower-case words that turn what follows
 */
record LexiconTable(
    Map<String, Double> words,
    Map<Integer, String> emoji,
    Map<String, Double> degrees,
    Map<String, Double> idioms,
    Set<String> negations) {

  LexiconTable {
    words = Map.copyOf(words);
    emoji = Map.copyOf(emoji);
    degrees = Map.copyOf(degrees);
    idioms = Map.copyOf(idioms);
    negations = Set.copyOf(negations);
  }

  /** Reads the tables of vaderSentiment 3.3.2. */
  static LexiconTable vader() {
    Map<String, Double> words = new HashMap<>();
    rows("vader-lexicon.tsv").forEach(row -> words.put(row[0], Double.valueOf(row[1])));
    Map<Integer, String> emoji = new HashMap<>();
    rows("vader-emoji.tsv").forEach(row -> emoji.put(row[0].codePointAt(0), row[1]));
    Map<String, Double> degrees = new HashMap<>();
    Map<String, Double> idioms = new HashMap<>();
    Set<String> negations = new HashSet<>();
    for (String[] row : rows("vader-modifiers.tsv")) {
      switch (row[0]) {
        case "degree" -> degrees.put(row[1], Double.valueOf(row[2]));
        case "idiom" -> idioms.put(row[1], Double.valueOf(row[2]));
        case "negation" -> negations.add(row[1]);
        default -> throw new IllegalStateException("no such kind of modifier: " + row[0]);
      }
    }
    return new LexiconTable(words, emoji, degrees, idioms, negations);
  }

  /** Whether {@code word} turns what follows; contractions do so whether they are listed or not. */
  boolean negates(String word) {
    return negations.contains(word) || word.contains("n't");
  }

  private static List<String[]> rows(String name) {
    try (InputStream in = LexiconTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
