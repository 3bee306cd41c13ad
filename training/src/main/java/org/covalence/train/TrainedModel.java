package org.covalence.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.encoder.Encoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.ModelDescription;
import org.covalence.model.ModelFolder;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.spec.FusionSpec;
import org.covalence.spec.Specs;
import org.covalence.split.TestPart;
import org.covalence.text.Vocabulary;

/** A fitted network together with what is needed to save it and to measure it. */
public final class TrainedModel implements AutoCloseable {
  private final Network network;
  private final List<EncoderPlan> plans;
  private final Trainer.Fit fit;
  private final Calibration calibration;
  private final List<Prediction> validated;
  private final Prepared<TestPart> test;

  TrainedModel(
      Network network,
      List<EncoderPlan> plans,
      Trainer.Fit fit,
      Calibration calibration,
      List<Prediction> validated,
      Prepared<TestPart> test) {
    this.network = network;
    this.plans = plans;
    this.fit = fit;
    this.calibration = calibration;
    this.validated = List.copyOf(validated);
    this.test = test;
  }

  /** Its modalities joined by plus signs, as results call the system: {@code text+image}. */
  public String name() {
    return String.join("+", network.modalities().stream().map(Modality::name).toList());
  }

  /** What it reads, in the order of its encoders. */
  public List<Modality> modalities() {
    return network.modalities();
  }

  /** How the fitting went. */
  public Trainer.Fit fit() {
    return fit;
  }

  /** What its probabilities and sets of labels rest on. */
  public Calibration calibration() {
    return calibration;
  }

  /** How many numbers were fitted. */
  public long parameterCount() {
    return network.parameters().count();
  }

  /**
   * What the network said of the validation part before it was fitted on that too, where it was.
   */
  public List<Prediction> predictValidation() {
    return validated;
  }

  /**
   * What the network says of the test part: for measuring, after all fitting and choosing is over.
   */
  public List<Prediction> predictTest() {
    return network.predict(test, calibration.temperature());
  }

  /**
   * Saves the model.
   *
   * @param program version of Covalence
   * @param fusion the spec of its fusion
   * @param provenance how it came to be; words by name
   * @param extra further files for the folder, by name
   */
  public void save(
      Path folder,
      String program,
      FusionSpec fusion,
      Map<String, String> provenance,
      Map<String, String> extra) {
    List<EncoderDescription> descriptions = new ArrayList<>();
    Map<String, String> files = new TreeMap<>(extra);
    Map<String, OnnxFile> graphs = new TreeMap<>();
    Optional<Vocabulary> vocabulary = Optional.empty();
    for (int m = 0; m < plans.size(); m++) {
      EncoderPlan plan = plans.get(m);
      Encoder encoder = network.encoders().get(m);
      boolean withStates = fusion.readsStates() && encoder.stateWidth().isPresent();
      descriptions.add(plan.description(encoder, withStates));
      plan.graph(encoder, withStates).ifPresent(graph -> graphs.put(plan.name(), graph));
      vocabulary = vocabulary.or(plan::vocabulary);
      files.putAll(plan.files());
    }
    ModelDescription description =
        new ModelDescription(
            program,
            descriptions,
            Specs.name(fusion.getClass()),
            Specs.write((Record) fusion, ""),
            calibration.temperature(),
            calibration.sets(),
            provenance);
    ModelFolder.write(
        folder, description, graphs, network.head().write("fusion"), vocabulary, files);
  }

  @Override
  public void close() {
    network.close();
  }
}
