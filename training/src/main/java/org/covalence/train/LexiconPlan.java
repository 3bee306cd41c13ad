package org.covalence.train;

import java.util.List;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.feature.LexiconEncoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.LexiconSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.lexicon.LexiconFeatures;

/** The plan of the sentiment lexicon: nothing is learnt, and no network runs. */
record LexiconPlan(LexiconSpec spec, String name, int threads) implements EncoderPlan {
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
    return FrozenTexts.examples(training);
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(LexiconSpec.class),
        Specs.write(spec, ""),
        true,
        Optional.empty(),
        LexiconFeatures.WIDTH,
        Optional.empty(),
        new Preparation.Lexicon());
  }

  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return Optional.empty();
  }
}
