package org.covalence.cli;

import java.util.Map;
import org.covalence.duplicate.Duplicates;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.SplitSpec;
import org.covalence.split.FoldedCorpus;
import org.covalence.split.Folds;
import org.covalence.split.Groups;
import org.covalence.split.IdList;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.CovalenceException;
import org.covalence.train.Experiments;

/**
 * Posts that are dealt into folds, as the settings say of data and folds.
 *
 * @param duplicates which of all labelled posts say the same, whether or not they were kept
 *     together
 */
record FoldedPosts(FoldedCorpus corpus, Duplicates duplicates) {
  /** Reads the posts, labels them, and deals them into folds. */
  static FoldedPosts read(CompareSpec compare, ExperimentSpec spec, Console console) {
    SplitSpec split = spec.split();
    int count = compare.folds().orElseThrow();
    if (split.testIds().isPresent() || split.validationIds().isPresent()) {
      throw CovalenceException.usage(
          "folds decide which posts are tested and validated on, and so does a file of ids",
          split.testIds().isPresent() ? "--folds and --test-ids" : "--folds and --validation-ids",
          "leave one of the two out; --train-ids names the posts that are dealt into folds");
    }
    if (split.publishedSplit().isPresent()) {
      throw CovalenceException.usage(
          "folds decide which posts are tested on, and so does a published split",
          "--folds and --split",
          "leave one of the two out; a published fold is named by --split-fold");
    }
    split.requireOneSource();
    LabelledCorpus corpus = Posts.labelled(split, console);
    Duplicates duplicates = Posts.duplicates(split, corpus, spec.run().threadCount(), console);
    Groups groups = split.groupDuplicates() ? duplicates.together() : Groups.NONE;
    Folds folds =
        new Folds(count, compare.repeats(), split.validationShare(), groups, spec.run().seed());
    FoldedCorpus folded = folds.of(corpus, split.trainIds().map(IdList::read));
    console.findings(folded.findings());
    console.say(
        folded.posts().size()
            + " labelled posts in "
            + count
            + " folds"
            + (compare.repeats() > 1 ? ", dealt " + compare.repeats() + " times" : "")
            + "; of fold 1, "
            + String.join(
                ", ",
                folded.folds().get(0).split().parts().stream()
                    .map(p -> p.posts().size() + " to " + Posts.verb(p.name()))
                    .toList()));
    return new FoldedPosts(folded, duplicates);
  }

  /** Prepares the posts, and says what was odd about them. */
  Experiments prepare(ExperimentSpec spec, Console console) {
    Experiments experiments =
        Posts.withBars(
            console,
            corpus.posts().size(),
            progress -> Experiments.prepare(spec, corpus.posts(), progress));
    console.findings(experiments.findings());
    return experiments;
  }

  /**
   * All that a training of the cross-validation depends on, in words by name. How many seeds and
   * repeats there are is left out: more of them leave those that are finished as they are.
   */
  Map<String, String> identity(CompareSpec compare, ExperimentSpec spec) {
    Map<String, String> identity = Circumstances.of(spec, corpus.posts());
    identity.remove("test-share");
    identity.put("folds", Integer.toString(compare.folds().orElseThrow()));
    return identity;
  }
}
