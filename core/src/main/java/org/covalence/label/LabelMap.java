package org.covalence.label;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.covalence.spec.Settings;
import org.covalence.store.ContentHash;

/**
 * What the label words of another data set mean in the three classes. The three words themselves
 * are known to every map; a map may give them another meaning.
 *
 * <pre>{@code
 * LabelMap map = LabelMapFile.read(Path.of("five-level"));
 * map.find("Very_Positive");   // POSITIVE
 * }</pre>
 *
 * @param name the name in results
 * @param targets by word, as {@link #normal} writes it; empty in the map that knows the three words
 *     alone
 */
public record LabelMap(String name, SortedMap<String, Target> targets) {
  /** Knows negative, neutral and positive, and nothing else. */
  public static final LabelMap NONE = new LabelMap("none", new TreeMap<>());

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");
  private static final int SHORT_HASH = 8;

  /** What becomes of a post with a certain label. */
  public enum Target {
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    /** It is left out. */
    DROP;

    /** The lower-case names: those of the classes and drop. */
    public static final List<String> NAMES = Arrays.stream(values()).map(Target::label).toList();

    /** The lower-case name that files use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The class; empty for {@link #DROP}. */
    public Optional<Sentiment> sentiment() {
      return Sentiment.parse(label());
    }

    static Optional<Target> parse(String word) {
      String normal = normal(word);
      return Arrays.stream(values()).filter(t -> t.label().equals(normal)).findFirst();
    }
  }

  public LabelMap {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
  }

  /** A word without case, and with one space where blanks, hyphens or underscores stand. */
  public static String normal(String word) {
    return BETWEEN_WORDS.matcher(word.strip().toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  /** What {@code word} means; empty where it is unknown. */
  public Optional<Target> find(String word) {
    Target target = targets.get(normal(word));
    return target != null
        ? Optional.of(target)
        : Sentiment.parse(word).flatMap(s -> Target.parse(s.label()));
  }

  /** The known word that is nearest to {@code word}, if one is near enough to be meant. */
  public Optional<String> nearest(String word) {
    TreeSet<String> known = new TreeSet<>(targets.keySet());
    known.addAll(Sentiment.NAMES);
    return Settings.nearest(normal(word), known);
  }

  /**
   * Name and hash, as {@code five-level@0a1b2c3d}: the first eight digits of the SHA-256 over all
   * words and what they mean, wherever they stand in the file.
   */
  public String signature() {
    ContentHash hash = new ContentHash();
    targets.forEach((word, target) -> hash.add(word).add(target.label()));
    return name + "@" + hash.hex().substring(0, SHORT_HASH);
  }
}
