package org.covalence.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run uses of the posts and of the machine. */
public record RunSpec(
    @Setting(about = "modalities to use, comma-separated", value = "text,image")
        List<String> modalities,
    @Setting(about = "where every random choice starts from", value = "1") long seed,
    @Setting(
            about =
                "where initial weights, shuffling and dropout start from, where that is not the seed: for another training on the same split; word vectors that are drawn stay those of the seed")
        Optional<Long> trainingSeed,
    @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
        Optional<Integer> threads,
    @Setting(
            about =
                "folder in which features of frozen encoders are kept between runs (default: covalence in the user's cache folder)")
        Optional<Path> cache) {

  /** Where a training starts from: as set, else the seed of everything. */
  public long firstTrainingSeed() {
    return trainingSeed.orElse(seed);
  }

  /** The threads to use: as set, else as many as the machine has. */
  public int threadCount() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }
}
