package org.covalence.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.covalence.feature.EncodedContent;
import org.covalence.graph.FloatArray;
import org.covalence.graph.LongArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.model.EncoderDescription;
import org.covalence.model.Preparation;
import org.covalence.post.Content;
import org.covalence.text.Vocabulary;

/** A text encoder. Texts of like length run together, so that little is spent on padding. */
final class TextSession implements EncoderSession {
  private static final int BATCH = 32;

  private final EncoderDescription description;
  private final Preparation.Tokens preparation;
  private final Vocabulary vocabulary;
  private final OnnxGraph graph;

  TextSession(
      EncoderDescription description,
      Preparation.Tokens preparation,
      Vocabulary vocabulary,
      OnnxFile file,
      int threads) {
    this.description = description;
    this.preparation = preparation;
    this.vocabulary = vocabulary;
    this.graph = OnnxGraph.load(file, threads);
  }

  @Override
  public int width() {
    return description.width();
  }

  @Override
  public List<Future<EncodedContent>> encode(List<Content> contents, List<String> where) {
    int[][] tokens = contents.stream().map(this::tokens).toArray(int[][]::new);
    int[] byLength =
        IntStream.range(0, tokens.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens[i].length))
            .mapToInt(i -> i)
            .toArray();
    EncodedContent[] vectors = new EncodedContent[tokens.length];
    for (int from = 0; from < byLength.length; from += BATCH) {
      encode(
          tokens,
          Arrays.copyOfRange(byLength, from, Math.min(from + BATCH, byLength.length)),
          vectors);
    }
    List<Future<EncodedContent>> futures = new ArrayList<>();
    for (EncodedContent vector : vectors) {
      futures.add(CompletableFuture.completedFuture(vector));
    }
    return futures;
  }

  private void encode(int[][] tokens, int[] texts, EncodedContent[] vectors) {
    int steps = Arrays.stream(texts).map(t -> tokens[t].length).max().orElse(1);
    long[] ids = new long[texts.length * steps];
    for (int row = 0; row < texts.length; row++) {
      for (int t = 0; t < tokens[texts[row]].length; t++) {
        ids[row * steps + t] = tokens[texts[row]][t];
      }
    }
    EncoderDescription.Network network = description.network().orElseThrow();
    Set<String> wanted = new HashSet<>(Set.of(network.output()));
    description.states().ifPresent(states -> wanted.add(states.output()));
    Map<String, FloatArray> outputs =
        graph.run(Map.of(network.input(), new LongArray(ids, texts.length, steps)), wanted);
    FloatArray pooled = Objects.requireNonNull(outputs.get(network.output()));
    for (int row = 0; row < texts.length; row++) {
      float[] states = new float[0];
      if (description.states().isPresent()) {
        FloatArray all = Objects.requireNonNull(outputs.get(description.states().get().output()));
        int width = description.states().get().width();
        int from = row * steps * width;
        states = Arrays.copyOfRange(all.values(), from, from + tokens[texts[row]].length * width);
      }
      vectors[texts[row]] = new EncodedContent(pooled.row(row), states);
    }
  }

  /** A text without any token is read as one unknown word, since a sequence needs a step. */
  private int[] tokens(Content content) {
    if (!(content instanceof Content.Text text)) {
      throw new IllegalArgumentException("expected a text, found " + content);
    }
    int[] ids = preparation.text().tokens(text.value(), vocabulary);
    return ids.length == 0 ? new int[] {Vocabulary.UNKNOWN} : ids;
  }

  @Override
  public void close() {
    graph.close();
  }
}
