package org.covalence.split;

import java.util.List;

/** What epochs and settings are chosen on; never fitted on, never reported as a result. */
public record ValidationPart(List<LabelledPost> posts) implements Part {
  public ValidationPart {
    posts = List.copyOf(posts);
  }

  @Override
  public String name() {
    return "validation";
  }
}
