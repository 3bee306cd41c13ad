package org.covalence.split;

import java.util.List;
import org.covalence.post.Finding;

/**
 * Posts with all the turns of their cross-validation.
 *
 * @param posts every post that is in a fold, in the order of the corpus
 * @param folds repeat by repeat, each in the order of its folds
 * @param rule the name of the rule that labelled them
 * @param groups posts that are in one part of each fold together
 * @param description how the folds came about, in one line that a signature can hold
 * @param findings what is odd about them: ids that name no post, classes rarer than the folds
 */
public record FoldedCorpus(
    List<LabelledPost> posts,
    List<Fold> folds,
    String rule,
    Groups groups,
    String description,
    List<Finding> findings) {
  public FoldedCorpus {
    posts = List.copyOf(posts);
    folds = List.copyOf(folds);
    findings = List.copyOf(findings);
  }
}
