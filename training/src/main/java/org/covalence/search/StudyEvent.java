package org.covalence.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one line of a study's file tells. */
sealed interface StudyEvent {
  /** A trial began with these settings. */
  record Begun(int trial, Map<String, String> settings) implements StudyEvent {
    public Begun {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }

  /** A trial had this value after a step. */
  record Reported(int trial, int step, double value) implements StudyEvent {}

  /** A trial ran to its end. */
  record Ended(int trial, double value) implements StudyEvent {}

  /** A trial was given up. */
  record Pruned(int trial) implements StudyEvent {}

  /** A trial could not be run to its end. */
  record Failed(int trial, String reason) implements StudyEvent {}

  /** The study was opened again; what ran before begins anew. */
  record Resumed() implements StudyEvent {}
}
