package org.covalence.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.covalence.encoder.DenseNet;
import org.covalence.feature.ImageEncoding;
import org.covalence.feature.Regions;
import org.covalence.graph.OnnxFile;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.EncoderSpec;
import org.covalence.spec.FacesSpec;
import org.covalence.spec.LexiconSpec;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.spec.RunSpec;
import org.covalence.spec.Seeds;
import org.covalence.spec.SentenceEncoderSpec;
import org.covalence.spec.TermsSpec;
import org.covalence.spec.WordEncoderSpec;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.Parameters;

/** Makes a plan of each encoder spec. A further encoder is one more line in {@link #of}. */
final class Plans {
  private Plans() {}

  /**
   * @param withStates whether the fusion reads states, so that frozen encoders compute theirs
   */
  static EncoderPlan of(EncoderSpec spec, String name, RunSpec run, boolean withStates) {
    if (spec instanceof WordEncoderSpec words) {
      return new WordPlan(words, name, new Seeds(run.seed()));
    }
    if (spec instanceof DenseNetSpec denseNet) {
      return denseNet.frozen()
          ? frozen(denseNet, name, run, withStates)
          : new DenseNetPlan(denseNet, name, run.threadCount());
    }
    if (spec instanceof LexiconSpec lexicon) {
      return new LexiconPlan(lexicon, name, run.threadCount());
    }
    if (spec instanceof SentenceEncoderSpec sentence) {
      return new SentencePlan(
          sentence, name, SentenceNetwork.of(sentence), withStates, cache(run), run.threadCount());
    }
    if (spec instanceof TermsSpec terms) {
      return new TermsPlan(terms, name, new Seeds(run.seed()));
    }
    if (spec instanceof FacesSpec faces) {
      return new FacesPlan(faces, name, cache(run), run.threadCount());
    }
    OnnxEncoderSpec onnx = (OnnxEncoderSpec) spec;
    OnnxFile network = OnnxFile.read(onnx.file());
    ImageEncoding encoding = ImageEncoding.of(network, onnx);
    return new FrozenImagePlan(
        onnx,
        name,
        network,
        withStates ? encoding : encoding.withoutRegions(),
        cache(run),
        run.threadCount());
  }

  /** A DenseNet with published weights, as the graph that it writes. */
  private static FrozenImagePlan frozen(
      DenseNetSpec spec, String name, RunSpec run, boolean withStates) {
    Path file = spec.weights().orElseThrow();
    OnnxFile network = graph(spec, file, withStates);
    ImageEncoding encoding =
        new ImageEncoding(
            DenseNetPlan.preparation(spec),
            DenseNet.INPUT,
            DenseNet.OUTPUT,
            spec.shape().features(),
            withStates ? Optional.of(Regions.of(network, DenseNet.REGIONS)) : Optional.empty());
    return new FrozenImagePlan(spec, name, network, encoding, cache(run), run.threadCount());
  }

  private static OnnxFile graph(DenseNetSpec spec, Path file, boolean withRegions) {
    Map<String, Parameters.Weight> weights = DenseNetWeights.read(file);
    Parameters.Weight classifier = weights.get(DenseNetWeights.CLASSIFIER + "bias");
    OptionalInt classes =
        classifier == null ? OptionalInt.empty() : OptionalInt.of(classifier.values().length);
    try (Parameters parameters = new Parameters(new Seeds(0).stream("overwritten"))) {
      DenseNet network = new DenseNet(parameters, spec.shape(), spec.pixels(), classes);
      parameters.load(weights, file.toString());
      return network.graph("densenet" + spec.variant(), withRegions);
    }
  }

  private static Path cache(RunSpec run) {
    return run.cache().orElseGet(Plans::userCache).resolve("features");
  }

  /** Where the system keeps what a user's programs can compute again. */
  private static Path userCache() {
    String given = System.getenv("XDG_CACHE_HOME");
    String home = System.getProperty("user.home");
    if (home == null) {
      throw CovalenceException.usage(
          "there is no home folder for the feature cache", "--cache", "name a folder for it");
    }
    return given == null || given.isBlank()
        ? Path.of(home, ".cache", "covalence")
        : Path.of(given, "covalence");
  }
}
