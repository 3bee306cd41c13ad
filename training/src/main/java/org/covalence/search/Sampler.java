package org.covalence.search;

import java.util.List;
import java.util.Map;

/** Proposes what to try next. */
public sealed interface Sampler permits RandomSearch, Tpe {
  /**
   * The settings of a trial. They depend on nothing but the plan, the number, and what is told of
   * other trials.
   *
   * @param number of the trial
   * @param told all other trials so far, in the order of their numbers, running ones included
   */
  Map<String, String> propose(StudyPlan plan, int number, List<Trial> told);

  /** Name and settings; samplers that propose differently have different ones. */
  String signature();
}
