package org.covalence.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.ExperimentSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.PyTorch;

/**
 * Posts prepared for experiments on several splits of them. Whatever no training part decides, such
 * as features of a frozen network, is prepared once; what a training part does decide, such as a
 * vocabulary, is learnt anew for each split and from its training part alone.
 */
public final class Experiments implements AutoCloseable {
  private final ExperimentSpec spec;
  private final List<Encoding> encodings;
  private final Map<String, Integer> rows;
  private final Set<String> unusable;
  private final List<Finding> findings;

  /** One encoder: a plan for all splits, or, where it must learn first, none. */
  private record Encoding(EncoderSpec spec, String name, Optional<Shared> shared) {}

  /** What all splits have in common: inputs are in the order of all posts. */
  private record Shared(EncoderPlan plan, Inputs inputs) {}

  private Experiments(
      ExperimentSpec spec,
      List<Encoding> encodings,
      Map<String, Integer> rows,
      Set<String> unusable,
      List<Finding> findings) {
    this.spec = spec;
    this.encodings = List.copyOf(encodings);
    this.rows = rows;
    this.unusable = unusable;
    this.findings = List.copyOf(findings);
  }

  /**
   * Prepares posts. Those whose picture cannot be used are findings, and no experiment has them.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @throws CovalenceException where the spec is strict, at the first post that cannot be used
   */
  public static Experiments prepare(
      ExperimentSpec spec, List<LabelledPost> posts, Function<Modality, Progress> progress) {
    PyTorch.start(spec.run().threadCount());
    List<Encoding> encodings = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<String> unusable = new HashSet<>();
    List<EncoderPlan> opened = new ArrayList<>();
    try {
      List<String> names = EncoderSpec.namesOf(spec.encoders());
      for (int e = 0; e < names.size(); e++) {
        EncoderSpec encoder = spec.encoders().get(e);
        EncoderPlan plan = Plans.of(encoder, names.get(e), spec.run(), spec.fusion().readsStates());
        opened.add(plan);
        if (plan.preparesAfterLearning()) {
          encodings.add(new Encoding(encoder, plan.name(), Optional.empty()));
          continue;
        }
        EncoderPlan.Preparedness prepared = plan.prepare(posts, progress.apply(plan.modality()));
        encodings.add(
            new Encoding(encoder, plan.name(), Optional.of(new Shared(plan, prepared.inputs()))));
        prepared
            .faults()
            .forEach(
                (row, fault) -> {
                  if (spec.split().strict()) {
                    throw fault;
                  }
                  unusable.add(posts.get(row).id());
                  findings.add(
                      Finding.skipped(
                          "unusable-" + plan.modality(),
                          fault.where(),
                          fault.what(),
                          fault.remedy()));
                });
      }
    } catch (RuntimeException e) {
      opened.forEach(EncoderPlan::close);
      throw e;
    }
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < posts.size(); row++) {
      rows.put(posts.get(row).id(), row);
    }
    return new Experiments(spec, encodings, rows, unusable, findings);
  }

  /** Posts that could not be used. */
  public List<Finding> findings() {
    return findings;
  }

  /** The modalities that can be trained. */
  public List<Modality> modalities() {
    return encodings.stream().map(e -> e.spec().modality()).distinct().toList();
  }

  /** Whether the post is in experiments, once its pictures were looked at. */
  public boolean isUsable(LabelledPost post) {
    return !unusable.contains(post.id());
  }

  /**
   * The experiment on one split of the posts; it is usable until this is closed.
   *
   * @throws CovalenceException if a part is left empty
   */
  public Experiment on(Split split) {
    return on(split, modality -> Progress.SILENT, () -> {});
  }

  /**
   * As {@link #on(Split)}.
   *
   * @param progress hears of the posts that had to wait for the split
   * @param whenClosed is run when the experiment is closed
   */
  Experiment on(Split split, Function<Modality, Progress> progress, Runnable whenClosed) {
    Fitting fitting = fitting(split.training(), split.validation(), progress);
    Fitting last =
        spec.training().refit()
            ? fitting(
                split.training().and(split.validation()),
                split.validation(),
                modality -> Progress.SILENT)
            : fitting;
    TestPart test = new TestPart(usable(split.test()));
    List<Inputs> inputs = new ArrayList<>();
    for (int e = 0; e < encodings.size(); e++) {
      inputs.add(inputs(encodings.get(e), last.plans().get(e), test, progress));
    }
    return new Experiment(spec, fitting, last, findings, new Prepared<>(test, inputs), whenClosed);
  }

  /**
   * All that fitting and choosing need, of posts that are among those prepared; nothing here knows
   * a test part.
   *
   * @param progress hears of the posts that had to wait for the parts
   * @throws CovalenceException if a part is left empty
   */
  Fitting fitting(
      TrainingPart allTraining,
      ValidationPart allValidation,
      Function<Modality, Progress> progress) {
    TrainingPart training = new TrainingPart(usable(allTraining));
    ValidationPart validation = new ValidationPart(usable(allValidation));
    List<EncoderPlan> plans = new ArrayList<>();
    List<Inputs> trainingInputs = new ArrayList<>();
    List<Inputs> validationInputs = new ArrayList<>();
    for (Encoding encoding : encodings) {
      EncoderPlan plan =
          encoding
              .shared()
              .map(Shared::plan)
              // What learns holds words alone, and nothing that would have to be closed.
              .orElseGet(
                  () ->
                      Plans.of(
                          encoding.spec(),
                          encoding.name(),
                          spec.run(),
                          spec.fusion().readsStates()));
      plans.add(plan);
      plan.learn(training);
      trainingInputs.add(inputs(encoding, plan, training, progress));
      validationInputs.add(inputs(encoding, plan, validation, progress));
    }
    return new Fitting(
        plans,
        new Prepared<>(training, trainingInputs),
        new Prepared<>(validation, validationInputs));
  }

  /**
   * Refuses a validation part that lacks a class which is trained on: the epoch is chosen by how
   * well each is told. Of folds it is asked of none, as a class may be rarer than there are folds.
   */
  void requireEachClass(TrainingPart training, ValidationPart validation) {
    Set<Sentiment> trained = labels(training);
    Set<Sentiment> validated = labels(validation);
    List<String> lacking =
        trained.stream().filter(label -> !validated.contains(label)).map(Sentiment::label).toList();
    if (!lacking.isEmpty()) {
      throw CovalenceException.data(
          "expected posts of each class that is trained on in the validation part, found none that is "
              + String.join(" or ", lacking),
          spec.split().data().toString(),
          "use more posts, a larger --validation-share or other --validation-ids");
    }
  }

  private Set<Sentiment> labels(Part part) {
    return usable(part).stream()
        .map(LabelledPost::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Inputs inputs(
      Encoding encoding, EncoderPlan plan, Part part, Function<Modality, Progress> progress) {
    return encoding
        .shared()
        .map(shared -> shared.inputs().of(rows(part)))
        .orElseGet(() -> plan.prepare(part.posts(), progress.apply(plan.modality())).inputs());
  }

  private List<LabelledPost> usable(Part part) {
    List<LabelledPost> posts = part.posts().stream().filter(this::isUsable).toList();
    if (posts.isEmpty()) {
      Finding first = findings.get(0);
      throw CovalenceException.data(
          "no post of the "
              + part.name()
              + " part can be used; faults in all parts: "
              + findings.size()
              + "; the first: "
              + first.reason(),
          first.place(),
          first.remedy());
    }
    return posts;
  }

  private int[] rows(Part part) {
    return part.posts().stream().mapToInt(p -> rows.getOrDefault(p.id(), -1)).toArray();
  }

  /**
   * The same for another spec whose encoders prepare posts alike, without some more posts; it is
   * this one that is to be closed, not that.
   *
   * @param why what is found of all posts that are left out, its own among them
   */
  Experiments with(ExperimentSpec other, Set<String> without, List<Finding> why) {
    Set<String> all = new HashSet<>(unusable);
    all.addAll(without);
    return new Experiments(other, encodings, rows, all, why);
  }

  /** The ids of posts that could not be used. */
  Set<String> unusable() {
    return Set.copyOf(unusable);
  }

  @Override
  public void close() {
    encodings.forEach(e -> e.shared().ifPresent(shared -> shared.plan().close()));
  }
}
