package org.covalence.cli;

import java.util.Optional;
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
        int repeats) {}
