package org.covalence.read;

import java.util.ArrayList;
import java.util.List;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;

/** Findings as they come in; in strict reading the first lost post stops everything. */
final class Findings {
  private final boolean strict;
  private final List<Finding> found = new ArrayList<>();

  Findings(boolean strict) {
    this.strict = strict;
  }

  void add(Finding finding) {
    if (strict && finding.severity() == Finding.Severity.SKIPPED) {
      throw CovalenceException.data(finding.reason(), finding.place(), finding.remedy());
    }
    found.add(finding);
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
