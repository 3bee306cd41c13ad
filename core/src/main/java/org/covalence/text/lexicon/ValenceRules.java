package org.covalence.text.lexicon;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the words around a word make of its valence (Hutto and Gilbert, ICWSM 2014, section 3:
 * capitals, degree words, negation and idioms within three words before it).
 *
 * <p>The rules are those of vaderSentiment 3.3.2 as it behaves, which goes beyond the paper and is
 * odd in places. Where that is so it is said, because another reading of the paper would give other
 * scores than the ones that are published everywhere.
 */
final class ValenceRules {
  private static final double LOUDER = 0.733;
  private static final double TURNED = -0.74;
  private static final double PRAISED = 1.25;

  /** What is left of a degree word's weight at a distance of one, two and three words. */
  private static final double[] REACH = {1, 0.95, 0.9};

  private static final Set<String> POINTERS = Set.of("so", "this");
  private static final Set<String> JOINERS = Set.of("or", "nor");
  private static final Set<String> SPARING = Set.of("at", "very");

  /** Phrases before a word that replace its valence, as first and last place from it. */
  private static final List<Span> IDIOMS =
      List.of(
          new Span(-1, 0), new Span(-2, 0), new Span(-2, -1), new Span(-3, -1), new Span(-3, -2));

  /** Phrases that begin with the word; of two that fit the longer one counts. */
  private static final List<Span> OPENED_IDIOMS = List.of(new Span(0, 1), new Span(0, 2));

  private static final List<Span> DEGREES = List.of(new Span(-3, -2), new Span(-2, -1));

  private final LexiconTable table;
  private final LexiconText text;

  private record Span(int first, int last) {}

  ValenceRules(LexiconTable table, LexiconText text) {
    this.table = table;
    this.text = text;
  }

  /** The valence of the word at {@code place}; 0 for one that the lexicon does not know. */
  double valence(int place) {
    OptionalDouble known = known(place);
    if (isDegree(place) || known.isEmpty()) {
      return 0;
    }
    double valence = start(place, known.getAsDouble());
    if (text.isLoud(place)) {
      valence += valence > 0 ? LOUDER : -LOUDER;
    }
    for (int distance = 1; distance <= REACH.length && distance <= place; distance++) {
      int before = place - distance;
      if (known(before).isPresent()) {
        continue;
      }
      valence += degree(before, valence) * REACH[distance - 1];
      valence *= turn(place, distance);
      // Idioms count from the fourth word of a text on, and only behind a word that is not in the
      // lexicon.
      if (distance == REACH.length) {
        valence = idiom(place, valence);
      }
    }
    return isLeast(place) ? valence * TURNED : valence;
  }

  /** Whether the word itself says how much, not what; it has no valence then. */
  boolean isDegree(int place) {
    return table.degrees().containsKey(word(place))
        || (word(place).equals("kind") && word(place + 1).equals("of"));
  }

  /** "No" is a word of the lexicon: before another one it is a negation and nothing else. */
  private double start(int place, double known) {
    boolean isDenied =
        word(place - 1).equals("no")
            || word(place - 2).equals("no")
            || (word(place - 3).equals("no") && JOINERS.contains(word(place - 1)));
    if (isDenied) {
      return known * TURNED;
    }
    return word(place).equals("no") && known(place + 1).isPresent() ? 0 : known;
  }

  private double degree(int before, double valence) {
    Double degree = table.degrees().get(word(before));
    if (degree == null) {
      return 0;
    }
    double weight = valence < 0 ? -degree : degree;
    if (text.isLoud(before)) {
      weight += valence > 0 ? LOUDER : -LOUDER;
    }
    return weight;
  }

  /** The factor of the word that stands {@code distance} before {@code place}. */
  private double turn(int place, int distance) {
    String before = word(place - distance);
    boolean isPraise =
        distance > 1 && before.equals("never") && POINTERS.contains(word(place - distance + 1));
    // At a distance of three the pointer alone is enough, never or not.
    if (isPraise || (distance == 3 && POINTERS.contains(word(place - 1)))) {
      return PRAISED;
    }
    if (before.equals("without") && isDoubtBetween(place - distance, place)) {
      return 1;
    }
    return table.negates(before) ? TURNED : 1;
  }

  private boolean isDoubtBetween(int from, int to) {
    return text.lower().subList(from + 1, to).contains("doubt");
  }

  private double idiom(int place, double valence) {
    double changed = valence;
    for (Span span : IDIOMS) {
      Double own = table.idioms().get(phrase(place, span));
      if (own != null) {
        changed = own;
        break;
      }
    }
    for (Span span : OPENED_IDIOMS) {
      changed = table.idioms().getOrDefault(phrase(place, span), changed);
    }
    // Added as it is: "kind of" makes a good word worse, and a bad one worse too.
    for (Span span : DEGREES) {
      changed += table.degrees().getOrDefault(phrase(place, span), 0.0);
    }
    return changed;
  }

  private boolean isLeast(int place) {
    return word(place - 1).equals("least") && !SPARING.contains(word(place - 2));
  }

  /** Words of a span with a space between; empty where it leaves the text. */
  private String phrase(int place, Span span) {
    int end = place + span.last() + 1;
    return end > text.size()
        ? ""
        : String.join(" ", text.lower().subList(place + span.first(), end));
  }

  private OptionalDouble known(int place) {
    Double valence = table.words().get(word(place));
    return valence == null ? OptionalDouble.empty() : OptionalDouble.of(valence);
  }

  /** The word at {@code place} in lower case; empty outside the text. */
  private String word(int place) {
    return place < 0 || place >= text.size() ? "" : text.lower().get(place);
  }
}
