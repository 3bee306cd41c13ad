package org.covalence.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.encoder.FrozenStates;
import org.covalence.feature.FeatureCache;
import org.covalence.feature.FeatureExtractor;
import org.covalence.feature.ImageEncoding;
import org.covalence.feature.PictureEncoder;
import org.covalence.feature.Regions;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;

/** The plan of a frozen image network: its features are computed once and kept on disk. */
final class FrozenImagePlan implements EncoderPlan {
  private final EncoderSpec spec;
  private final String name;
  private final PictureEncoder encoder;
  private final FeatureCache cache;
  private final Optional<FeatureCache> states;
  private final int threads;

  /**
   * @param encoding tells regions where the fusion reads them
   * @param cacheRoot folder of all feature caches
   */
  FrozenImagePlan(
      EncoderSpec spec,
      String name,
      OnnxFile network,
      ImageEncoding encoding,
      Path cacheRoot,
      int threads) {
    this.spec = spec;
    this.name = name;
    this.encoder = new PictureEncoder(network, encoding, true);
    this.cache = FeatureCache.open(cacheRoot, encoder.key(), encoding.width());
    this.states =
        encoding
            .regions()
            .map(r -> FeatureCache.open(cacheRoot, encoder.statesKey(), r.width() * r.count()));
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
    FrozenPictures pictures =
        FrozenPictures.of(posts, new FeatureExtractor(encoder, cache, states, threads), progress);
    Inputs.Features features = new Inputs.Features(pictures.rows(), encoder.width());
    return new Preparedness(withRegions(features, pictures.keys()), pictures.faults());
  }

  private Inputs withRegions(Inputs.Features features, String[] keys) {
    if (states.isEmpty()) {
      return features;
    }
    Regions regions = encoder.encoding().regions().orElseThrow();
    int[] counts = new int[keys.length];
    Arrays.setAll(counts, i -> features.has(i) ? regions.count() : 0);
    return new StateInputs(features, keys, counts, states.get(), regions.width(), false);
  }

  @Override
  public Encoder build(Parameters parameters) {
    return encoder
        .encoding()
        .regions()
        .<Encoder>map(regions -> new FrozenStates(encoder.width(), regions.width()))
        .orElseGet(() -> new FrozenFeatures(encoder.width()));
  }

  @Override
  public Optional<List<float[]>> examples(Inputs training) {
    return FrozenPictures.examples(training);
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    ImageEncoding encoding = encoder.encoding();
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(spec.getClass()),
        Specs.write((Record) spec, ""),
        true,
        Optional.of(
            new EncoderDescription.Network(name + ".onnx", encoding.input(), encoding.output())),
        encoding.width(),
        withStates
            ? encoding.regions().map(r -> new EncoderDescription.States(r.output(), r.width()))
            : Optional.empty(),
        new Preparation.Picture(encoding.preparation()));
  }

  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return Optional.of(encoder.file());
  }

  @Override
  public List<String> remarks() {
    ImageEncoding encoding = encoder.encoding();
    return List.of(
        "image: frozen network "
            + Path.of(encoder.file().place()).getFileName()
            + ", "
            + encoding.width()
            + " features from its output "
            + encoding.output()
            + encoding
                .regions()
                .map(r -> ", " + r.count() + " regions of width " + r.width())
                .orElse("")
            + ", pictures of "
            + encoding.preparation().cropPixels()
            + " pixels scaled by mean "
            + encoding.preparation().scaling().mean()
            + " and deviation "
            + encoding.preparation().scaling().deviation());
  }

  @Override
  public void close() {
    cache.close();
    states.ifPresent(FeatureCache::close);
    encoder.close();
  }
}
