package org.covalence.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.covalence.post.Finding;

/**
 * Findings for people: the first few of each kind, so that thousands of one do not hide the one of
 * another.
 */
final class FindingList {
  private static final int SHOWN_OF_A_KIND = 3;

  private FindingList() {}

  /**
   * The lines, each at most {@link Paragraph#WIDTH} wide; none where there are no findings.
   *
   * @param rest how to see those that are not shown
   */
  static List<String> lines(List<Finding> findings, String rest) {
    Map<String, List<Finding>> kinds = new LinkedHashMap<>();
    findings.forEach(f -> kinds.computeIfAbsent(f.code(), c -> new ArrayList<>()).add(f));
    List<String> lines = new ArrayList<>();
    for (List<Finding> kind : kinds.values()) {
      kind.stream()
          .limit(SHOWN_OF_A_KIND)
          .map(f -> "  " + f.place() + ": " + f.reason() + " (" + f.remedy() + ")")
          .forEach(f -> lines.addAll(Paragraph.lines(f)));
      if (kind.size() > SHOWN_OF_A_KIND) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  … and %,d more of this kind; %s",
                kind.size() - SHOWN_OF_A_KIND,
                rest));
      }
    }
    return lines;
  }

  /** How many posts were left out, and how many more things there are to look at. */
  static String count(List<Finding> findings) {
    long skipped = findings.stream().filter(f -> f.severity() == Finding.Severity.SKIPPED).count();
    long noted = findings.size() - skipped;
    if (skipped == 0) {
      return number(noted, "thing") + " to look at";
    }
    return number(skipped, "post")
        + (skipped == 1 ? " was" : " were")
        + " left out"
        + (noted == 0 ? "" : ", and " + number(noted, "more thing") + " to look at");
  }

  private static String number(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
