package org.covalence.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.covalence.graph.FloatArray;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.model.Preparation;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.HalfPrecision;
import org.covalence.text.SentencePooling;
import org.covalence.text.SentencePreparation;
import org.covalence.text.WordPiece;

/**
 * A frozen sentence encoder of the BERT family: its token states as one vector ({@link
 * org.covalence.text.SentencePooling}), brought to length one, and rounded to half precision, in
 * which it is cached.
 *
 * <p>Texts run one at a time, each on one thread: a network quantised on the fly measures its
 * scales over a whole batch, so what it says of a text would depend on the texts beside it.
 */
public final class SentenceEncoder implements AutoCloseable {
  /** The graph's input of word pieces: batch × steps. */
  public static final String IDS = Preparation.Sentence.IDS;

  private static final String MASK = Preparation.Sentence.MASK;
  private static final String TYPES = "token_type_ids";
  private static final int MOST_WIDTH = 1 << 16;

  private final OnnxFile file;
  private final OnnxGraph graph;
  private final WordPiece pieces;
  private final String tokenizer;
  private final SentencePreparation preparation;
  private final String output;
  private final int width;
  private final boolean typed;
  private final boolean withStates;

  /**
   * Loads the network of a checked file.
   *
   * @param tokenizer the hash of what {@code pieces} was read from
   * @param withStates whether {@link #encode} also gives the state of each token
   * @throws CovalenceException if the network reads anything but token ids, their mask and types,
   *     or has no output of batch × steps × width
   */
  public SentenceEncoder(
      OnnxFile file,
      WordPiece pieces,
      String tokenizer,
      SentencePreparation preparation,
      boolean withStates) {
    this.file = file;
    this.pieces = pieces;
    this.tokenizer = tokenizer;
    this.preparation = preparation;
    this.withStates = withStates;
    List<String> inputs = file.inputs().stream().map(OnnxFile.Port::name).toList();
    if (!Set.of(IDS, MASK, TYPES).containsAll(inputs) || !inputs.containsAll(List.of(IDS, MASK))) {
      throw CovalenceException.usage(
          "expected a network that reads " + List.of(IDS, MASK, TYPES) + ", found " + file.inputs(),
          file.place(),
          "export the sentence encoder with token ids, attention mask and token types");
    }
    this.typed = inputs.contains(TYPES);
    OnnxFile.Port states =
        file.outputs().stream()
            .filter(p -> p.isFloat() && p.shape().size() == 3)
            .filter(p -> p.shape().get(2) > 0 && p.shape().get(2) <= MOST_WIDTH)
            .findFirst()
            .orElseThrow(
                () ->
                    CovalenceException.usage(
                        "expected an output of token states, batch x steps x width, found "
                            + file.outputs(),
                        file.place(),
                        "export the sentence encoder with its last hidden state"));
    this.output = states.name();
    this.width = Math.toIntExact(states.shape().get(2));
    this.graph = OnnxGraph.load(file, 1);
  }

  /** Width of the features. */
  public int width() {
    return width;
  }

  /** The network. */
  public OnnxFile file() {
    return file;
  }

  /** The name of the output that holds the token states. */
  public String output() {
    return output;
  }

  /** How a text is prepared for it. */
  public SentencePreparation preparation() {
    return preparation;
  }

  /** A hash of all that features depend on beside the text. */
  public String key() {
    return key(output);
  }

  /** A hash of all that the states of tokens depend on beside the text. */
  public String statesKey() {
    return key("tokens " + output);
  }

  private String key(String told) {
    return new ContentHash()
        .add(file.sha256())
        .add(tokenizer)
        .add(told)
        .add(SentencePreparation.VERSION + " " + preparation)
        .hex();
  }

  /** How many tokens are read of a text, and so how many states there are of it: at least two. */
  public int tokens(String text) {
    return preparation.ids(text, pieces).length;
  }

  /**
   * The features of a text, and the states of its tokens where they are asked for. May be called
   * from several threads.
   */
  public EncodedContent encode(String text) {
    long[] ids = Arrays.stream(preparation.ids(text, pieces)).asLongStream().toArray();
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    LongArray tokens = new LongArray(ids, 1, ids.length);
    LongArray mask = new LongArray(ones, 1, ids.length);
    LongArray types = new LongArray(new long[ids.length], 1, ids.length);
    FloatArray states =
        Objects.requireNonNull(
            graph
                .run(
                    typed
                        ? Map.of(IDS, tokens, MASK, mask, TYPES, types)
                        : Map.of(IDS, tokens, MASK, mask),
                    Set.of(output))
                .get(output));
    if (states.values().length != ids.length * width) {
      throw CovalenceException.data(
          "expected "
              + ids.length
              + " states of width "
              + width
              + ", found "
              + states.values().length
              + " numbers",
          file.place(),
          "export the sentence encoder with the state of each token");
    }
    float[] pooled = HalfPrecision.rounded(pooled(states.values(), ids.length));
    return withStates
        ? new EncodedContent(pooled, HalfPrecision.rounded(states.values()))
        : new EncodedContent(pooled);
  }

  private float[] pooled(float[] states, int steps) {
    double[] sum = new double[width];
    int read = preparation.pooling() == SentencePooling.FIRST ? 1 : steps;
    for (int i = 0; i < read * width; i++) {
      sum[i % width] += states[i];
    }
    double norm = Math.sqrt(Arrays.stream(sum).map(s -> s * s).sum());
    float[] pooled = new float[width];
    for (int i = 0; i < width; i++) {
      pooled[i] = (float) (norm == 0 ? 0 : sum[i] / norm);
    }
    return pooled;
  }

  @Override
  public void close() {
    graph.close();
  }
}
