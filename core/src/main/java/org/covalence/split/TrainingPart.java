package org.covalence.split;

import java.util.ArrayList;
import java.util.List;

/** What parameters are fitted on. */
public record TrainingPart(List<LabelledPost> posts) implements Part {
  public TrainingPart {
    posts = List.copyOf(posts);
  }

  /**
   * This and a validation part as one: for fitting once more after all choosing is over. Nothing
   * can be chosen on that validation part any more.
   */
  public TrainingPart and(ValidationPart validation) {
    List<LabelledPost> both = new ArrayList<>(posts);
    both.addAll(validation.posts());
    return new TrainingPart(both);
  }

  @Override
  public String name() {
    return "train";
  }
}
