package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.spec.Setting;

/** What an ablation adds to an experiment. */
record AblateSpec(
    @Setting(
            about =
                "which parts are left out, one at a time, with commas between, or none (default: every part that the configuration has; --list tells them)")
        List<String> without,
    @Setting(
            about =
                "a variant of your own, as epochs=3, with semicolons between several settings of one variant: fusion=gated;fusion-width=32; may be given several times")
        List<String> change,
    @Setting(
            about = "how many stratified folds there are: every post is tested on once",
            value = "5",
            min = 2,
            max = 1000)
        int folds,
    @Setting(
            about = "how many times each variant is trained, with seeds one after the other",
            value = "1",
            min = 1,
            max = 1000)
        int seeds,
    @Setting(
            about = "how many times the posts are dealt into folds anew",
            value = "1",
            min = 1,
            max = 1000)
        int repeats) {
  /** What an ablation asks for beside what makes it again. */
  record Call(
      @Setting(
              about =
                  "folder to write; an earlier one of the same kind is replaced when all is done (needed, but for --list)")
          Optional<Path> out,
      @Setting(about = "print the variants and train nothing", value = "false") boolean list) {}

  /** The cross-validation in which the variants meet. */
  CompareSpec compare() {
    return new CompareSpec(seeds, false, false, Optional.of(folds), repeats);
  }
}
