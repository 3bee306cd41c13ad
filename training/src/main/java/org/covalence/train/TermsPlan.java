package org.covalence.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.FrozenFeatures;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.Seeds;
import org.covalence.spec.Specs;
import org.covalence.spec.TermsSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.Terms;
import org.covalence.text.TextPreparation;
import org.jspecify.annotations.Nullable;

/** The plan of TF-IDF terms: they and their directions are learnt from the training part. */
final class TermsPlan implements EncoderPlan {
  private static final int MOST_TERMS = 200_000;
  private static final String OUTPUT = "pooled";

  private final TermsSpec spec;
  private final String name;
  private final Seeds seeds;
  private final TextPreparation preparation =
      new TextPreparation(TextPreparation.MOST_TOKENS, true);
  private @Nullable Learnt learnt;

  private record Learnt(Terms terms, TermSpace space) {}

  TermsPlan(TermsSpec spec, String name, Seeds seeds) {
    this.spec = spec;
    this.name = name;
    this.seeds = seeds;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TermsSpec spec() {
    return spec;
  }

  @Override
  public boolean preparesAfterLearning() {
    return true;
  }

  @Override
  public void learn(TrainingPart training) {
    List<List<String>> posts =
        training.posts().stream()
            .flatMap(p -> p.post().text().stream())
            .map(preparation::words)
            .toList();
    Terms terms = Terms.of(posts, spec.minCount(), MOST_TERMS);
    if (terms.size() == 0) {
      // In a handful of posts no word may come twice; one of them all is better than none.
      terms = Terms.of(posts, 1, MOST_TERMS);
    }
    if (terms.size() == 0) {
      throw FrozenTexts.nonePresent();
    }
    learnt =
        new Learnt(
            terms,
            TermSpace.of(
                posts.stream().map(terms::weights).toList(),
                terms.size(),
                spec.width(),
                seeds.stream("terms")));
  }

  private Learnt learnt() {
    if (learnt == null) {
      throw new IllegalStateException("a plan learns before it prepares");
    }
    return learnt;
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    Learnt known = learnt();
    return FrozenTexts.prepare(
        posts,
        known.space().width(),
        text -> known.space().coordinates(known.terms().weights(preparation.words(text))),
        1,
        progress);
  }

  @Override
  public Encoder build(Parameters parameters) {
    return new FrozenFeatures(learnt().space().width());
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
        Specs.name(TermsSpec.class),
        Specs.write(spec, ""),
        false,
        Optional.of(new EncoderDescription.Network(name + ".onnx", Preparation.Terms.IDS, OUTPUT)),
        built.width(),
        Optional.empty(),
        new Preparation.Terms(preparation, termsFile()));
  }

  private String termsFile() {
    return name + "-terms.txt";
  }

  /** The rows of the terms that a post has, each times its weight, summed. */
  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    TermSpace space = learnt().space();
    GraphWriter graph = new GraphWriter(name);
    String ids = graph.longInput(Preparation.Terms.IDS, "batch", "terms");
    String weights = graph.floatInput(Preparation.Terms.WEIGHTS, "batch", "terms");
    String table = graph.floats("directions", space.values(), space.terms(), space.width());
    String rows = graph.node("Gather", List.of(table, ids));
    String row = graph.node("Unsqueeze", List.of(weights, graph.longs(1)));
    String sum =
        graph.node("Squeeze", List.of(graph.node("MatMul", List.of(row, rows)), graph.longs(1)));
    graph.floatOutput(OUTPUT, sum, "batch", space.width());
    return Optional.of(graph.finish());
  }

  @Override
  public Map<String, String> files() {
    return Map.of(termsFile(), learnt().terms().lines());
  }

  @Override
  public List<String> remarks() {
    return List.of(
        String.format(
            Locale.ROOT,
            "text: %,d terms, reduced to %d dimensions",
            learnt().terms().size(),
            learnt().space().width()));
  }
}
