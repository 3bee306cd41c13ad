package org.covalence.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.covalence.store.Excerpt;

/**
 * Which values a setting takes, for whoever chooses among them instead of a user.
 *
 * @param min the least number, minus infinity where there is none
 * @param max the largest one
 * @param words the words it takes; one that starts with {@code *} stands for all that end like it.
 *     Empty where it takes no words, or any
 */
public record Accepted(Kind kind, double min, double max, List<String> words) {
  /** What the values are. */
  public enum Kind {
    WHOLE,
    REAL,
    /** One of a list. */
    WORD,
    /** One or more of a list, with commas between. */
    WORDS,
    /** Text, paths, and lists of them: nothing is known before they are used. */
    ANY
  }

  static final Accepted ANY = new Accepted(Kind.ANY, List.of());

  public Accepted {
    words = List.copyOf(words);
  }

  private Accepted(Kind kind, List<String> words) {
    this(kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, words);
  }

  static Accepted words(List<String> words) {
    return new Accepted(Kind.WORD, words);
  }

  static Accepted someOf(List<String> words) {
    return new Accepted(Kind.WORDS, words);
  }

  /** What a component of this type takes, {@code Optional} taken off. */
  static Accepted of(Class<?> type, Setting setting) {
    if (Stream.of(int.class, Integer.class, long.class, Long.class).anyMatch(type::equals)) {
      return new Accepted(Kind.WHOLE, setting.min(), setting.max(), List.of());
    }
    if (type == double.class || type == Double.class) {
      return new Accepted(Kind.REAL, setting.min(), setting.max(), List.of());
    }
    if (type == boolean.class || type == Boolean.class) {
      return words(List.of("true", "false"));
    }
    return type.isEnum()
        ? words(Arrays.stream(type.getEnumConstants()).map(Specs::text).toList())
        : ANY;
  }

  /** What one of two takes. */
  Accepted or(Accepted other) {
    if (kind != other.kind) {
      return ANY;
    }
    return new Accepted(
        kind,
        Math.min(min, other.min),
        Math.max(max, other.max),
        Stream.concat(words.stream(), other.words.stream()).distinct().toList());
  }

  /** What is wrong with {@code text} as a value; nothing where the setting takes it. */
  public Optional<String> refusal(String text) {
    return switch (kind) {
      case ANY -> Optional.empty();
      case WORD -> refusedWord(text);
      case WORDS ->
          Arrays.stream(text.split(",", -1))
              .flatMap(word -> refusedWord(word.strip()).stream())
              .findFirst();
      case WHOLE, REAL -> refusedNumber(text);
    };
  }

  private Optional<String> refusedWord(String text) {
    return words.stream().anyMatch(w -> matches(w, text))
        ? Optional.empty()
        : Optional.of(
            "expected one of "
                + String.join(", ", words)
                + ", found "
                + Excerpt.shown(text)
                + Settings.nearest(text, words).map(n -> " (did you mean " + n + "?)").orElse(""));
  }

  private Optional<String> refusedNumber(String text) {
    try {
      double number = kind == Kind.WHOLE ? Specs.wholeNumber(text) : Specs.number(text);
      return number >= min && number <= max
          ? Optional.empty()
          : Optional.of(
              "expected a number from "
                  + Specs.plain(min)
                  + " to "
                  + Specs.plain(max)
                  + ", found "
                  + text);
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "expected a "
              + (kind == Kind.WHOLE ? "whole" : "finite")
              + " number, found "
              + Excerpt.shown(text));
    }
  }

  private static boolean matches(String word, String text) {
    return word.startsWith("*") ? text.endsWith(word.substring(1)) : word.equals(text);
  }
}
