package org.covalence.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.covalence.search.Asha;
import org.covalence.search.NoPruning;
import org.covalence.search.Pruning;
import org.covalence.search.RandomSearch;
import org.covalence.search.Sampler;
import org.covalence.search.Tpe;
import org.covalence.spec.Setting;
import org.covalence.train.Goal;

/** What a search over settings adds to an experiment. */
record TuneSpec(
    @Setting(about = "folder of the search; the same call goes on with one that stands there")
        Path out,
    @Setting(
            about =
                "YAML file of what is searched over, as in learning-rate: {low: 1e-4, high: 1e-2, log: true} or fusion: [attention, joint] (default: what mostly matters, but for what you set yourself)")
        Optional<Path> space,
    @Setting(
            about = "how many trials there are in all; more of them go on with those that ended",
            value = "50",
            min = 1,
            max = 10_000)
        int trials,
    @Setting(
            about =
                "how settings are proposed: tpe (a tree-structured Parzen estimator, which learns from trials) or random",
            value = "tpe")
        Proposals sampler,
    @Setting(
            about =
                "which trials are given up on the way: asha (of three that come to epoch 3, or 9, or 27, the best one goes on) or none",
            value = "asha")
        GivingUp pruning,
    @Setting(
            about =
                "trials at the same time, which share the threads; with more than one, no second search gives exactly the same",
            value = "1",
            min = 1,
            max = 256)
        int parallelTrials,
    @Setting(
            about = "what is searched for: macro-f1 or accuracy, of the validation part",
            value = "macro-f1")
        Goal metric) {
  /** How settings are proposed. */
  enum Proposals {
    TPE(new Tpe()),
    RANDOM(new RandomSearch());

    private final Sampler sampler;

    Proposals(Sampler sampler) {
      this.sampler = sampler;
    }

    Sampler sampler() {
      return sampler;
    }
  }

  /** Which trials are given up. */
  enum GivingUp {
    /** Epochs before the third say little: the learning rate is still rising. */
    ASHA(new Asha(3, 3)),
    NONE(new NoPruning());

    private final Pruning pruning;

    GivingUp(Pruning pruning) {
      this.pruning = pruning;
    }

    Pruning pruning() {
      return pruning;
    }
  }
}
