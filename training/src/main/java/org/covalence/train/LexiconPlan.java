package org.covalence.train;

import java.util.List;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.feature.LexiconEncoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.LexiconSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.lexicon.LexiconFeatures;

/** The plan of the sentiment lexicon: nothing is learnt, and its graph hands the numbers on. */
final class LexiconPlan implements EncoderPlan {
  private static final String INPUT = "numbers";
  private static final String OUTPUT = "pooled";

  private final LexiconSpec spec;
  private final String name;
  private final int threads;

  LexiconPlan(LexiconSpec spec, String name, int threads) {
    this.spec = spec;
    this.name = name;
    this.threads = threads;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public LexiconSpec spec() {
    return spec;
  }

  @Override
  public boolean preparesAfterLearning() {
    return false;
  }

  @Override
  public void learn(TrainingPart training) {
    // The lexicon is what it was published as.
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    return FrozenTexts.prepare(
        posts, LexiconFeatures.WIDTH, LexiconEncoder::encode, threads, progress);
  }

  @Override
  public Encoder build(Parameters parameters) {
    return new FrozenFeatures(LexiconFeatures.WIDTH);
  }

  @Override
  public Optional<List<float[]>> examples(Inputs training) {
    return Optional.of(FrozenTexts.examples(training));
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(LexiconSpec.class),
        Specs.write(spec, ""),
        true,
        name + ".onnx",
        INPUT,
        OUTPUT,
        LexiconFeatures.WIDTH,
        Optional.empty(),
        new Preparation.Lexicon());
  }

  @Override
  public OnnxFile graph(Encoder built, boolean withStates) {
    GraphWriter graph = new GraphWriter(name);
    String numbers = graph.floatInput(INPUT, "batch", LexiconFeatures.WIDTH);
    graph.floatOutput(OUTPUT, numbers, "batch", LexiconFeatures.WIDTH);
    return graph.finish();
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }
}
