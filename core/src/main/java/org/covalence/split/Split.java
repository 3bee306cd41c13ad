package org.covalence.split;

import java.util.List;
import org.covalence.post.Finding;

/**
 * The three parts of a corpus; no post is in two of them.
 *
 * @param training what parameters are fitted on
 * @param validation what epochs and settings are chosen on
 * @param test what results are measured on
 * @param description how the parts came about, in one line that a signature can hold
 * @param findings what is odd about them: ids that name no post, classes that a part lacks
 */
public record Split(
    TrainingPart training,
    ValidationPart validation,
    TestPart test,
    String description,
    List<Finding> findings) {
  public Split {
    findings = List.copyOf(findings);
  }

  /**
   * What the parameters of a model are fitted on in the end.
   *
   * @param refits whether it is fitted once more after the validation part has done its work
   */
  public TrainingPart fitted(boolean refits) {
    return refits ? training.and(validation) : training;
  }

  /** The parts in the order in which they are used. */
  public List<Part> parts() {
    return List.of(training, validation, test);
  }
}
