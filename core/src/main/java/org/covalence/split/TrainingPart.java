package org.covalence.split;

import java.util.List;

/** What parameters are fitted on. */
public record TrainingPart(List<LabelledPost> posts) implements Part {
  public TrainingPart {
    posts = List.copyOf(posts);
  }

  @Override
  public String name() {
    return "train";
  }
}
