package org.covalence.encoder;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Dropout;
import org.covalence.layer.Embedding;
import org.covalence.layer.Lstm;
import org.covalence.layer.Phase;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.LstmSpec;
import org.covalence.tensor.Parameters;

/**
 * Word vectors, an LSTM over them, and attention pooling over its states. A batch holds token ids,
 * batch × steps, filled up with zeros; every row has a token, and the longest fills all steps.
 */
public final class LstmEncoder implements Encoder {
  /** The graph's input: token ids, batch × steps. */
  public static final String INPUT = "tokens";

  /** The graph's output: batch × width. */
  public static final String OUTPUT = "pooled";

  private final Embedding embedding;
  private final Dropout dropout;
  private final Lstm lstm;
  private final AttentionPooling pooling;

  /**
   * @param vectors tokens × wordWidth, row-major, to start the word vectors from
   * @param fitted how many of them, from the first, are fitted
   */
  public LstmEncoder(
      Parameters parameters, LstmSpec spec, float[] vectors, int fitted, int wordWidth) {
    this.embedding = new Embedding(parameters.in("words"), vectors, fitted, wordWidth);
    this.dropout = new Dropout(spec.dropout());
    this.lstm =
        new Lstm(
            parameters.in("lstm"), wordWidth, spec.width(), spec.layers(), spec.bidirectional());
    this.pooling = new AttentionPooling(parameters.in("pooling"), lstm.outputs(), spec.width());
  }

  @Override
  public int width() {
    return (int) lstm.outputs();
  }

  @Override
  public Encoded forward(Tensor tokens, Phase phase) {
    Tensor present = tokens.ne(new Scalar(0L));
    Tensor words = dropout.forward(embedding.forward(tokens, phase), phase);
    Tensor states = lstm.forward(words, present.sum(1));
    Tensor mask = present.to(torch.ScalarType.Float);
    return new Encoded(states, mask, pooling.forward(states, mask, phase));
  }

  @Override
  public Optional<OnnxFile> write(String name) {
    GraphWriter graph = new GraphWriter(name);
    String tokens = graph.longInput(INPUT, "batch", "steps");
    String absent = graph.node("Equal", List.of(tokens, graph.longs(0)));
    String present = graph.node("Not", List.of(absent));
    String mask =
        graph.node(
            "Cast", List.of(present), GraphWriter.attribute("to", (long) OnnxFile.Port.FLOAT));
    String count =
        graph.node(
            "ReduceSum", List.of(mask, graph.longs(1)), GraphWriter.attribute("keepdims", 0L));
    String lengths =
        graph.node("Cast", List.of(count), GraphWriter.attribute("to", (long) OnnxFile.Port.INT32));
    String states = lstm.write(graph, embedding.write(graph, tokens), lengths);
    graph.floatOutput(OUTPUT, pooling.write(graph, states, mask), "batch", width());
    return Optional.of(graph.finish());
  }
}
