package org.covalence.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.compare.Comparison;

/**
 * All that a report tells. What is empty has no section.
 *
 * @param comparison one system or several
 * @param curves how the trainings went, in the order of the systems
 * @param mistakes the worst ones of each system, in the order of the systems
 * @param subsets results on some of the posts
 * @param provenance how the results came to be, in words by name
 * @param command what gives the same results again, one line for a shell; may be empty
 */
public record ReportContent(
    Comparison comparison,
    List<LearningCurve> curves,
    List<Mistake> mistakes,
    List<SubsetResult> subsets,
    Map<String, String> provenance,
    String command) {
  public ReportContent {
    curves = List.copyOf(curves);
    mistakes = List.copyOf(mistakes);
    subsets = List.copyOf(subsets);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A report of the figures alone. */
  public static ReportContent of(Comparison comparison) {
    return new ReportContent(comparison, List.of(), List.of(), List.of(), Map.of(), "");
  }
}
