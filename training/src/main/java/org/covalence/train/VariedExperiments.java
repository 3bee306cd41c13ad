package org.covalence.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.Progress;

/**
 * Posts prepared for several experiments that are to be told apart by their results, and so must
 * see the same posts: one that any of them cannot use, none of them has. Experiments whose encoders
 * prepare posts alike share what was prepared.
 */
public final class VariedExperiments implements AutoCloseable {
  private final List<LabelledPost> posts;
  private final Map<String, Experiments> prepared = new LinkedHashMap<>();
  private final List<Experiments> open = new ArrayList<>();
  private final Set<String> unusable = new HashSet<>();
  private final Map<String, Experiment> onLast = new HashMap<>();
  private Optional<Split> last = Optional.empty();

  /** Nothing is prepared yet. */
  public VariedExperiments(List<LabelledPost> posts) {
    this.posts = List.copyOf(posts);
  }

  /**
   * Prepares the posts for one more experiment, where that was not done for one that prepares them
   * alike.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @return this
   * @throws org.covalence.store.CovalenceException as {@link Experiments#prepare}
   */
  public VariedExperiments with(ExperimentSpec spec, Function<Modality, Progress> progress) {
    String key = Objective.key(spec);
    if (!prepared.containsKey(key)) {
      Experiments made = Experiments.prepare(spec, posts, progress);
      if (spec.fusion().readsStates()) {
        open.add(made);
      } else {
        // Networks have done their work once the features are there, and there may be many.
        made.close();
      }
      prepared.put(key, made);
      unusable.addAll(made.unusable());
    }
    return this;
  }

  /** Posts that could not be used, each once. */
  public List<Finding> findings() {
    return prepared.values().stream().flatMap(e -> e.findings().stream()).distinct().toList();
  }

  /** Whether the post is in the experiments. */
  public boolean isUsable(LabelledPost post) {
    return !unusable.contains(post.id());
  }

  /**
   * One of the experiments on one split, once all of them were added; what it shares with the
   * others on this split is kept until another split is asked for.
   *
   * @param spec one of those that were added
   * @throws org.covalence.store.CovalenceException if a part is left empty
   */
  public Experiment on(ExperimentSpec spec, Split split) {
    if (!last.equals(Optional.of(split))) {
      onLast.clear();
      last = Optional.of(split);
    }
    String key = Objective.key(spec);
    Experiments own = prepared.get(key);
    if (own == null) {
      throw new IllegalArgumentException("posts were not prepared for this experiment");
    }
    // Whoever refits has words and terms of the validation part too.
    return onLast
        .computeIfAbsent(
            key + " " + spec.training().refit(),
            k -> own.with(spec, unusable, findings()).on(split))
        .with(spec);
  }

  @Override
  public void close() {
    open.forEach(Experiments::close);
  }
}
