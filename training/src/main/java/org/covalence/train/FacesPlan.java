package org.covalence.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.face.FaceFeatures;
import org.covalence.feature.FaceEncoder;
import org.covalence.feature.FeatureCache;
import org.covalence.feature.FeatureExtractor;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.FacesSpec;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledPost;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;

/** The plan of faces and their expression: nothing is learnt, and features are kept on disk. */
final class FacesPlan implements EncoderPlan {
  private final FacesSpec spec;
  private final String name;
  private final FaceEncoder encoder = new FaceEncoder();
  private final FeatureCache cache;
  private final int threads;

  /**
   * @param cacheRoot folder of all feature caches
   */
  FacesPlan(FacesSpec spec, String name, Path cacheRoot, int threads) {
    this.spec = spec;
    this.name = name;
    this.cache = FeatureCache.open(cacheRoot, encoder.key(), encoder.width());
    this.threads = threads;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FacesSpec spec() {
    return spec;
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    FrozenPictures pictures =
        FrozenPictures.of(posts, new FeatureExtractor(encoder, cache, threads), progress);
    return new Preparedness(
        new Inputs.Features(pictures.rows(), encoder.width()), pictures.faults());
  }

  @Override
  public Encoder build(Parameters parameters) {
    return new FrozenFeatures(encoder.width());
  }

  @Override
  public Optional<List<float[]>> examples(Inputs training) {
    return FrozenPictures.examples(training);
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(FacesSpec.class),
        Specs.write(spec, ""),
        true,
        Optional.empty(),
        FaceFeatures.WIDTH,
        Optional.empty(),
        new Preparation.Faces());
  }

  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return Optional.empty();
  }

  @Override
  public List<String> remarks() {
    return List.of("image: faces and their expression, " + FaceFeatures.WIDTH + " features");
  }

  @Override
  public void close() {
    cache.close();
    encoder.close();
  }
}
