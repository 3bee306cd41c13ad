package org.covalence.split;

import java.util.List;

/** What results are measured on; nothing that fits or chooses accepts it. */
public record TestPart(List<LabelledPost> posts) implements Part {
  public TestPart {
    posts = List.copyOf(posts);
  }

  @Override
  public String name() {
    return "test";
  }
}
