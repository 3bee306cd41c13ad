package org.covalence.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.covalence.spec.RunSpec;
import org.covalence.spec.Setting;

/** What a comparison adds to an experiment. */
record CompareSpec(
    @Setting(
            about = "how many times each model is trained, with seeds one after the other",
            value = "1",
            min = 1,
            max = 1000)
        int seeds,
    @Setting(about = "whether the linear baseline is part of the table", value = "true")
        boolean baseline,
    @Setting(
            about = "whether the report shows words and pictures of the worst mistakes",
            value = "true")
        boolean reportPosts,
    @Setting(
            about =
                "cross-validate in so many stratified folds: every post is tested on once, and no test part is cut off",
            min = 2,
            max = 1000)
        Optional<Integer> folds,
    @Setting(
            about = "how many times a cross-validation deals the posts into folds anew",
            value = "1",
            min = 1,
            max = 1000)
        int repeats) {
  /** What a system is trained from on the folds of a repeat, which is counted from 1. */
  List<Long> seeds(RunSpec run, int repeat) {
    long first = run.firstTrainingSeed() + (long) (repeat - 1) * seeds;
    return LongStream.range(first, first + seeds).boxed().toList();
  }
}
