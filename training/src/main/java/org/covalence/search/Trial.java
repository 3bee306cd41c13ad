package org.covalence.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One try of some settings.
 *
 * @param number counted from 0
 * @param settings the parameters that have a meaning in it, each as a user would set it
 * @param reports the values on the way, by step
 * @param value what came out; there for those that ended, and for them alone
 * @param reason why it failed; empty where it did not
 */
public record Trial(
    int number,
    Map<String, String> settings,
    State state,
    SortedMap<Integer, Double> reports,
    OptionalDouble value,
    String reason) {
  /** How far it has come. */
  public enum State {
    RUNNING,
    /** Ran to its end and has a value. */
    ENDED,
    /** Given up on the way, since others were better. */
    PRUNED,
    /** Could not be run to its end, which says nothing of its settings. */
    FAILED
  }

  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
    if ((state == State.ENDED) != value.isPresent()) {
      throw new IllegalArgumentException(
          "expected a value where a trial has ended, found " + state + " and " + value);
    }
  }

  /** A trial that has just begun. */
  static Trial begun(int number, Map<String, String> settings) {
    return new Trial(number, settings, State.RUNNING, new TreeMap<>(), OptionalDouble.empty(), "");
  }

  /** The last step that it reported of; nothing where it reported none. */
  Optional<Integer> lastStep() {
    return reports.isEmpty() ? Optional.empty() : Optional.of(reports.lastKey());
  }
}
