package org.covalence.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.encoder.FrozenStates;
import org.covalence.feature.EncodedContent;
import org.covalence.feature.FeatureCache;
import org.covalence.feature.SentenceEncoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.SentenceEncoderSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.store.ContentHash;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.SentencePreparation;

/** The plan of a frozen sentence encoder: its features are computed once and kept on disk. */
final class SentencePlan implements EncoderPlan {
  private final SentenceEncoderSpec spec;
  private final String name;
  private final SentenceNetwork network;
  private final SentenceEncoder encoder;
  private final FeatureCache cache;
  private final Optional<FeatureCache> states;
  private final int row;
  private final int threads;

  /**
   * @param withStates whether the fusion reads the states of single tokens
   * @param cacheRoot folder of all feature caches
   */
  SentencePlan(
      SentenceEncoderSpec spec,
      String name,
      SentenceNetwork network,
      boolean withStates,
      Path cacheRoot,
      int threads) {
    this.spec = spec;
    this.name = name;
    this.network = network;
    SentencePreparation preparation =
        new SentencePreparation(spec.sentence().maxTokens(), network.prefix(), network.pooling());
    String tokenizer = network.tokenizer();
    this.encoder =
        new SentenceEncoder(
            network.graph(),
            network.pieces(),
            new ContentHash().add(tokenizer).hex(),
            preparation,
            withStates);
    this.cache = FeatureCache.open(cacheRoot, encoder.key(), encoder.width());
    // Rows of one length, filled up with zeros: short texts waste some of the disk.
    this.row = preparation.maxTokens() * encoder.width();
    this.states =
        withStates
            ? Optional.of(FeatureCache.open(cacheRoot, encoder.statesKey(), row))
            : Optional.empty();
    this.threads = threads;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SentenceEncoderSpec spec() {
    return spec;
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    Preparedness prepared =
        FrozenTexts.prepare(posts, encoder.width(), this::features, threads, progress);
    return states
        .map(kept -> new Preparedness(withTokens(posts, prepared.inputs(), kept), Map.of()))
        .orElse(prepared);
  }

  private Inputs withTokens(List<LabelledPost> posts, Inputs pooled, FeatureCache kept) {
    String[] keys = new String[posts.size()];
    int[] counts = new int[posts.size()];
    for (int i = 0; i < keys.length; i++) {
      Optional<String> text = posts.get(i).post().text();
      keys[i] = text.map(SentencePlan::key).orElse("");
      counts[i] = text.map(encoder::tokens).orElse(0);
    }
    return new StateInputs(
        pooled.pooled().orElseThrow(), keys, counts, kept, encoder.width(), true);
  }

  private static String key(String text) {
    return new ContentHash().add(text).hex();
  }

  private float[] features(String text) {
    String key = key(text);
    Optional<float[]> known = cache.get(key);
    if (known.isPresent() && states.map(kept -> kept.holds(key)).orElse(true)) {
      return known.get();
    }
    EncodedContent encoded = encoder.encode(text);
    cache.put(key, encoded.pooled());
    states.ifPresent(kept -> kept.put(key, Arrays.copyOf(encoded.states(), row)));
    return encoded.pooled();
  }

  @Override
  public Encoder build(Parameters parameters) {
    return states.isPresent()
        ? new FrozenStates(encoder.width(), encoder.width())
        : new FrozenFeatures(encoder.width());
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
        withStates
            ? Optional.of(new EncoderDescription.States(encoder.output(), encoder.width()))
            : Optional.empty(),
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
        "text: frozen sentence encoder "
            + network.title()
            + ", "
            + encoder.width()
            + " features"
            + (states.isPresent() ? ", and as many of each word piece" : ""));
  }

  @Override
  public void close() {
    cache.close();
    states.ifPresent(FeatureCache::close);
    encoder.close();
  }
}
