package org.covalence.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a report of a search over settings is made of.
 *
 * @param goal what was searched for, a fraction of which more is better, as {@code macro-F1}
 * @param parameters what was searched over
 * @param trials in the order of their numbers
 * @param importance what the parameters decided; nothing where the trials do not tell
 * @param facts how it was searched, in words by name
 * @param command what trains the best settings
 */
public record SearchContent(
    String goal,
    List<Parameter> parameters,
    List<Trial> trials,
    Optional<Importance> importance,
    Map<String, String> facts,
    String command) {
  public SearchContent {
    parameters = List.copyOf(parameters);
    trials = List.copyOf(trials);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * A setting that was searched over.
   *
   * @param about what it may be
   * @param scale where its values lie
   */
  public record Parameter(String key, String about, Scale scale) {}

  /** Where the values of a parameter lie. */
  public sealed interface Scale {
    /** The place of a value, 0 at the low end and 1 at the high one. */
    double place(String value);

    /** The value at an end, for people. */
    String end(boolean high);
  }

  /** Numbers from {@code low} to {@code high}. */
  public record Numbers(double low, double high, boolean log) implements Scale {
    @Override
    public double place(String value) {
      double number = Double.parseDouble(value);
      return log ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
    }

    @Override
    public String end(boolean atHigh) {
      return Figures.threeDigits(atHigh ? high : low);
    }
  }

  /** One of some words. */
  public record Words(List<String> words) implements Scale {
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public double place(String value) {
      return words.size() < 2 ? 0 : words.indexOf(value) / (words.size() - 1.0);
    }

    @Override
    public String end(boolean atHigh) {
      return words.get(atHigh ? words.size() - 1 : 0);
    }
  }

  /** How a trial came to its end. */
  public enum State {
    ENDED("ended"),
    PRUNED("given up"),
    FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The state in a word or two. */
    public String word() {
      return word;
    }
  }

  /**
   * One trial.
   *
   * @param value what it came to, a fraction; the last one on the way where it was given up
   * @param epochs how many it was fitted for
   * @param reason why it failed; empty where it did not
   */
  public record Trial(
      int number,
      State state,
      Map<String, String> settings,
      OptionalDouble value,
      int epochs,
      String reason) {
    public Trial {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    boolean hasEnded() {
      return state == State.ENDED && value.isPresent();
    }

    /** Its settings in one line, numbers short. */
    String told() {
      return SearchContent.told(settings);
    }
  }

  /**
   * How much each parameter decided about being among the best.
   *
   * @param shares by key, the largest first
   * @param trials that were looked at
   * @param best how many of them are the best
   */
  public record Importance(Map<String, Double> shares, int trials, int best) {
    public Importance {
      shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }
  }

  /** Trials that ended, the best first, and of two as good the earlier one. */
  List<Trial> ranked() {
    return trials.stream()
        .filter(Trial::hasEnded)
        .sorted(
            Comparator.comparing((Trial t) -> -t.value().orElseThrow())
                .thenComparing(Trial::number))
        .toList();
  }

  /** How many trials came to which end, in words. */
  String counts() {
    StringBuilder words = new StringBuilder().append(trials.size()).append(" trials");
    String before = ": ";
    for (State state : State.values()) {
      long count = trials.stream().filter(t -> t.state() == state).count();
      if (count > 0) {
        words.append(before).append(count).append(' ').append(state.word());
        before = ", ";
      }
    }
    return words.toString();
  }

  /** Settings in one line, numbers short. */
  public static String told(Map<String, String> settings) {
    return String.join(
        ", ",
        settings.entrySet().stream().map(e -> e.getKey() + " " + shown(e.getValue())).toList());
  }

  /** A value as people read it: three digits of a number, words as they are. */
  static String shown(String value) {
    try {
      double number = Double.parseDouble(value);
      return number == Math.rint(number) && Math.abs(number) < 1e6
          ? Long.toString((long) number)
          : Figures.threeDigits(number);
    } catch (NumberFormatException e) {
      return value;
    }
  }
}
