package org.covalence.search;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.covalence.search.Trial.State;

/** Trials as tests need them. */
final class Trials {
  private Trials() {}

  static Trial ended(
      int number, Map<String, String> settings, ToDoubleFunction<Map<String, String>> value) {
    return new Trial(
        number,
        settings,
        State.ENDED,
        new TreeMap<>(),
        OptionalDouble.of(value.applyAsDouble(settings)),
        "");
  }

  static Trial unfinished(
      int number, Map<String, String> settings, State state, double... reports) {
    SortedMap<Integer, Double> byStep = new TreeMap<>();
    for (int i = 0; i < reports.length; i++) {
      byStep.put(i + 1, reports[i]);
    }
    return new Trial(number, settings, state, byStep, OptionalDouble.empty(), "");
  }
}
