package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.covalence.encoder.Encoder;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Seeds;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;

/**
 * A split whose posts are prepared for every encoder of a spec, from which any of its modalities
 * can be trained: the text alone, the picture alone, and both together, all on the same posts.
 */
public final class Experiment implements AutoCloseable {
  private final ExperimentSpec spec;
  private final List<EncoderPlan> plans;
  private final List<Finding> findings;
  private final Prepared<TrainingPart> training;
  private final Prepared<ValidationPart> validation;
  private final Prepared<TestPart> test;

  private Experiment(
      ExperimentSpec spec,
      List<EncoderPlan> plans,
      List<Finding> findings,
      Prepared<TrainingPart> training,
      Prepared<ValidationPart> validation,
      Prepared<TestPart> test) {
    this.spec = spec;
    this.plans = plans;
    this.findings = List.copyOf(findings);
    this.training = training;
    this.validation = validation;
    this.test = test;
  }

  /**
   * Prepares a split. Posts whose picture cannot be used are left out of their part and are
   * findings, so that every system sees the same posts.
   *
   * @param progress what hears of every post that an encoder prepares, by modality
   * @throws CovalenceException if a part is left empty, or, where the spec is strict, at the first
   *     post that cannot be used
   */
  public static Experiment prepare(
      ExperimentSpec spec, Split split, Function<Modality, Progress> progress) {
    PyTorch.start(spec.run().threadCount());
    List<EncoderPlan> plans = new ArrayList<>();
    try {
      for (var encoder : spec.encoders()) {
        plans.add(Plans.of(encoder, spec.run()));
      }
      return prepare(spec, split, plans, progress);
    } catch (RuntimeException e) {
      plans.forEach(EncoderPlan::close);
      throw e;
    }
  }

  private static Experiment prepare(
      ExperimentSpec spec,
      Split split,
      List<EncoderPlan> plans,
      Function<Modality, Progress> progress) {
    List<LabelledPost> all = split.parts().stream().flatMap(p -> p.posts().stream()).toList();
    List<Inputs> inputs = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<Integer> bad = new HashSet<>();
    for (EncoderPlan plan : plans) {
      if (plan.preparesAfterLearning()) {
        inputs.add(new Inputs.Tokens(new int[all.size()][0]));
        continue;
      }
      EncoderPlan.Preparedness prepared = plan.prepare(all, progress.apply(plan.modality()));
      inputs.add(prepared.inputs());
      for (Map.Entry<Integer, CovalenceException> fault : prepared.faults().entrySet()) {
        if (spec.split().strict()) {
          throw fault.getValue();
        }
        bad.add(fault.getKey());
        findings.add(
            Finding.skipped(
                "unusable-" + plan.modality(),
                fault.getValue().where(),
                fault.getValue().what(),
                fault.getValue().remedy()));
      }
    }

    int[] trainingRows = rows(split, 0, bad);
    int[] validationRows = rows(split, 1, bad);
    int[] testRows = rows(split, 2, bad);
    TrainingPart trainingPart = new TrainingPart(select(all, trainingRows));
    ValidationPart validationPart = new ValidationPart(select(all, validationRows));
    TestPart testPart = new TestPart(select(all, testRows));
    for (Part part : List.of(trainingPart, validationPart, testPart)) {
      if (part.posts().isEmpty()) {
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
    }

    List<Inputs> trainingInputs = new ArrayList<>();
    List<Inputs> validationInputs = new ArrayList<>();
    List<Inputs> testInputs = new ArrayList<>();
    for (int m = 0; m < plans.size(); m++) {
      EncoderPlan plan = plans.get(m);
      plan.learn(trainingPart);
      if (plan.preparesAfterLearning()) {
        Progress told = progress.apply(plan.modality());
        trainingInputs.add(plan.prepare(trainingPart.posts(), told).inputs());
        validationInputs.add(plan.prepare(validationPart.posts(), told).inputs());
        testInputs.add(plan.prepare(testPart.posts(), told).inputs());
      } else {
        trainingInputs.add(inputs.get(m).of(trainingRows));
        validationInputs.add(inputs.get(m).of(validationRows));
        testInputs.add(inputs.get(m).of(testRows));
      }
    }
    return new Experiment(
        spec,
        List.copyOf(plans),
        findings,
        new Prepared<>(trainingPart, trainingInputs),
        new Prepared<>(validationPart, validationInputs),
        new Prepared<>(testPart, testInputs));
  }

  /** The positions of a part's posts among those of all parts, without the bad ones. */
  private static int[] rows(Split split, int part, Set<Integer> bad) {
    int from = split.parts().subList(0, part).stream().mapToInt(p -> p.posts().size()).sum();
    int to = from + split.parts().get(part).posts().size();
    return IntStream.range(from, to).filter(i -> !bad.contains(i)).toArray();
  }

  private static List<LabelledPost> select(List<LabelledPost> posts, int[] rows) {
    return Arrays.stream(rows).mapToObj(posts::get).toList();
  }

  /** The spec that the experiment was prepared from. */
  public ExperimentSpec spec() {
    return spec;
  }

  /** Posts that could not be used. */
  public List<Finding> findings() {
    return findings;
  }

  /** What the encoders have to say, a line each. */
  public List<String> remarks() {
    return plans.stream().flatMap(p -> p.remarks().stream()).toList();
  }

  /** The modalities that can be trained. */
  public List<Modality> modalities() {
    return plans.stream().map(EncoderPlan::modality).toList();
  }

  public Prepared<TrainingPart> training() {
    return training;
  }

  public Prepared<ValidationPart> validation() {
    return validation;
  }

  public Prepared<TestPart> test() {
    return test;
  }

  /**
   * Trains a model of some of the modalities.
   *
   * @param modalities one or more of {@link #modalities}
   * @param seed of everything that is left to chance
   * @param listener hears of every epoch
   */
  public TrainedModel train(List<Modality> modalities, long seed, Consumer<Epoch> listener) {
    Seeds seeds = new Seeds(seed);
    List<Integer> chosen = modalities.stream().map(modalities()::indexOf).toList();
    List<EncoderPlan> own = chosen.stream().map(plans::get).toList();
    PyTorch.useThreads(
        own.stream().anyMatch(EncoderPlan::gainsFromThreads) ? spec.run().threadCount() : 1);
    Prepared<TrainingPart> ownTraining = only(training, chosen);
    Network network = network(own, ownTraining, seeds);
    try {
      Trainer.Fit fit =
          new Trainer(spec.training(), seeds)
              .fit(network, ownTraining, only(validation, chosen), listener);
      Calibration calibration =
          spec.training().calibrate()
              ? Calibration.fit(network, only(validation, chosen))
              : Calibration.NONE;
      return new TrainedModel(
          network, own, fit, calibration, only(validation, chosen), only(test, chosen));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private Network network(List<EncoderPlan> own, Prepared<TrainingPart> ownTraining, Seeds seeds) {
    Parameters parameters = new Parameters(seeds.stream("initial weights"));
    List<Encoder> encoders = new ArrayList<>();
    List<FusionHead.Port> ports = new ArrayList<>();
    for (int m = 0; m < own.size(); m++) {
      EncoderPlan plan = own.get(m);
      Encoder encoder = plan.build(parameters.in(plan.modality().name()));
      encoders.add(encoder);
      ports.add(
          new FusionHead.Port(
              plan.modality(),
              encoder.width(),
              plan.spec().pooledDropout(),
              plan.examples(ownTraining.inputs().get(m))));
    }
    FusionHead head =
        new FusionHead(parameters.in("fusion"), spec.fusion(), ports, Sentiment.values().length);
    return new Network(
        parameters, own.stream().map(EncoderPlan::modality).toList(), encoders, head);
  }

  private static <P extends Part> Prepared<P> only(Prepared<P> prepared, List<Integer> inputs) {
    return new Prepared<>(prepared.part(), inputs.stream().map(prepared.inputs()::get).toList());
  }

  @Override
  public void close() {
    plans.forEach(EncoderPlan::close);
  }
}
