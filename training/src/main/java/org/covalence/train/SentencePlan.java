package org.covalence.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.feature.FeatureCache;
import org.covalence.feature.SentenceEncoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.store.ContentHash;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.SentencePreparation;

/** The plan of a frozen sentence encoder: its features are computed once and kept on disk. */
final class SentencePlan implements EncoderPlan {
  private final EncoderSpec spec;
  private final String name;
  private final SentenceNetwork network;
  private final SentenceEncoder encoder;
  private final FeatureCache cache;
  private final int threads;

  /**
   * @param cacheRoot folder of all feature caches
   */
  SentencePlan(
      EncoderSpec spec, String name, SentenceNetwork network, Path cacheRoot, int threads) {
    this.spec = spec;
    this.name = name;
    this.network = network;
    String tokenizer = network.tokenizer();
    this.encoder =
        new SentenceEncoder(
            network.graph(),
            network.pieces(),
            new ContentHash().add(tokenizer).hex(),
            new SentencePreparation(
                SentencePreparation.USUAL_TOKENS, network.prefix(), network.pooling()));
    this.cache = FeatureCache.open(cacheRoot, encoder.key(), encoder.width());
    this.threads = threads;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    return FrozenTexts.prepare(posts, encoder.width(), this::features, threads, progress);
  }

  private float[] features(String text) {
    String key = new ContentHash().add(text).hex();
    Optional<float[]> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    float[] features = encoder.encode(text);
    cache.put(key, features);
    return features;
  }

  @Override
  public Encoder build(Parameters parameters) {
    return new FrozenFeatures(encoder.width());
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
        Specs.name(spec.getClass()),
        Specs.write((Record) spec, ""),
        true,
        Optional.of(
            new EncoderDescription.Network(name + ".onnx", SentenceEncoder.IDS, encoder.output())),
        encoder.width(),
        Optional.empty(),
        new Preparation.Sentence(encoder.preparation(), tokenizerFile()));
  }

  private String tokenizerFile() {
    return name + "-tokenizer" + network.ending();
  }

  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return Optional.of(encoder.file());
  }

  @Override
  public Map<String, String> files() {
    return Map.of(tokenizerFile(), network.tokenizer());
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "text: frozen sentence encoder " + network.title() + ", " + encoder.width() + " features");
  }

  @Override
  public void close() {
    cache.close();
    encoder.close();
  }
}
