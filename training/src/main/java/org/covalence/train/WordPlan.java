package org.covalence.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.encoder.ConvolutionEncoder;
import org.covalence.encoder.Encoder;
import org.covalence.encoder.GruEncoder;
import org.covalence.encoder.LstmEncoder;
import org.covalence.encoder.TextEncoder;
import org.covalence.encoder.TransformerEncoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.spec.ConvolutionSpec;
import org.covalence.spec.GruSpec;
import org.covalence.spec.LstmSpec;
import org.covalence.spec.Seeds;
import org.covalence.spec.Specs;
import org.covalence.spec.TransformerSpec;
import org.covalence.spec.WordEncoderSpec;
import org.covalence.spec.WordSettings;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.Coverage;
import org.covalence.text.Embeddings;
import org.covalence.text.TextPreparation;
import org.covalence.text.Vocabulary;
import org.covalence.text.WordVectors;
import org.jspecify.annotations.Nullable;

/** The plan of a text encoder: a vocabulary from the training part, and word vectors for it. */
final class WordPlan implements EncoderPlan {
  private final WordEncoderSpec spec;
  private final WordSettings words;
  private final String name;
  private final Seeds seeds;
  private final TextPreparation preparation;
  private @Nullable Learnt learnt;

  /**
   * What the training part decided.
   *
   * @param seen one more than the highest id of a token in it
   */
  private record Learnt(Vocabulary vocabulary, Embeddings vectors, int seen, String remark) {
    Learnt(Vocabulary vocabulary, Embeddings vectors, List<List<String>> posts, String remark) {
      this(vocabulary, vectors, 1 + highestId(vocabulary, posts), remark);
    }

    private static int highestId(Vocabulary vocabulary, List<List<String>> posts) {
      return posts.stream()
          .flatMap(List::stream)
          .mapToInt(vocabulary::id)
          .max()
          .orElse(Vocabulary.UNKNOWN);
    }
  }

  WordPlan(WordEncoderSpec spec, String name, Seeds seeds) {
    this.spec = spec;
    this.words = spec.words();
    this.name = name;
    this.seeds = seeds;
    this.preparation = new TextPreparation(words.maxTokens(), true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WordEncoderSpec spec() {
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
    if (posts.stream().allMatch(List::isEmpty)) {
      throw FrozenTexts.nonePresent();
    }
    long vectorSeed = seeds.stream("word vectors").nextLong();
    if (words.wordVectors().isEmpty()) {
      Vocabulary vocabulary = preparation.vocabulary(posts, words.minCount(), Optional.empty());
      learnt =
          new Learnt(
              vocabulary,
              Embeddings.random(vocabulary, words.wordWidth(), vectorSeed),
              posts,
              "text: word vectors are learnt from these posts alone; published ones (--word-vectors) know many more words");
      return;
    }
    WordVectors vectors =
        WordVectors.read(words.wordVectors().get(), words.wordList(), posts, words.frequentWords());
    Vocabulary vocabulary = preparation.vocabulary(posts, words.minCount(), Optional.of(vectors));
    Coverage coverage = Coverage.of(posts, vectors);
    learnt =
        new Learnt(
            vocabulary,
            Embeddings.of(vocabulary, vectors, vectorSeed),
            posts,
            String.format(
                Locale.ROOT,
                "text: the word vectors cover %.1f %% of the running words and %.1f %% of the distinct ones; %,d words in the vocabulary",
                100 * coverage.runningShare(),
                100 * coverage.distinctShare(),
                vocabulary.size()));
  }

  private Learnt learnt() {
    if (learnt == null) {
      throw new IllegalStateException("a plan learns before it prepares");
    }
    return learnt;
  }

  @Override
  public Preparedness prepare(List<LabelledPost> posts, Progress progress) {
    Vocabulary vocabulary = learnt().vocabulary();
    int[][] ids = new int[posts.size()][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = posts.get(i).post().text().map(t -> tokens(t, vocabulary)).orElse(new int[0]);
      progress.step(1);
    }
    return new Preparedness(new Inputs.Tokens(ids), Map.of());
  }

  /**
   * A text without any token is still a text: it is read as one unknown word, as the runtime reads
   * it.
   */
  private int[] tokens(String text, Vocabulary vocabulary) {
    int[] ids = preparation.tokens(text, vocabulary);
    return ids.length == 0 ? new int[] {Vocabulary.UNKNOWN} : ids;
  }

  @Override
  public TextEncoder build(Parameters parameters) {
    Embeddings vectors = learnt().vectors();
    float[] values = vectors.values();
    int seen = learnt().seen();
    int width = vectors.width();
    if (spec instanceof LstmSpec lstm) {
      return new LstmEncoder(parameters, lstm, values, seen, width);
    } else if (spec instanceof GruSpec gru) {
      return new GruEncoder(parameters, gru, values, seen, width);
    } else if (spec instanceof ConvolutionSpec convolution) {
      return new ConvolutionEncoder(parameters, convolution, values, seen, width);
    }
    return new TransformerEncoder(parameters, (TransformerSpec) spec, values, seen, width);
  }

  @Override
  public EncoderDescription description(Encoder built, boolean withStates) {
    return new EncoderDescription(
        name,
        modality(),
        Specs.name(spec.getClass()),
        Specs.write((Record) spec, ""),
        false,
        Optional.of(
            new EncoderDescription.Network(name + ".onnx", TextEncoder.INPUT, TextEncoder.OUTPUT)),
        built.width(),
        withStates
            ? Optional.of(
                new EncoderDescription.States(TextEncoder.STATES, built.stateWidth().orElseThrow()))
            : Optional.empty(),
        new Preparation.Tokens(preparation));
  }

  @Override
  public Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return ((TextEncoder) built).write(name, withStates);
  }

  @Override
  public Optional<Vocabulary> vocabulary() {
    return Optional.of(learnt().vocabulary());
  }

  @Override
  public List<String> remarks() {
    return List.of(learnt().remark());
  }
}
