package org.covalence.encoder;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Lstm;
import org.covalence.layer.Phase;
import org.covalence.spec.LstmSpec;
import org.covalence.tensor.Parameters;

/** Word vectors, an LSTM over them, and attention pooling over its states. */
public final class LstmEncoder implements TextEncoder {
  private final Words words;
  private final Lstm lstm;
  private final AttentionPooling pooling;

  /**
   * @param vectors tokens × wordWidth, row-major, to start the word vectors from
   * @param fitted how many of them, from the first, are fitted
   */
  public LstmEncoder(
      Parameters parameters, LstmSpec spec, float[] vectors, int fitted, int wordWidth) {
    this.words = new Words(parameters, vectors, fitted, wordWidth, spec.words().dropout());
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
    Tensor present = Words.present(tokens);
    Tensor states = lstm.forward(words.forward(tokens, phase), present.sum(1));
    Tensor mask = present.to(torch.ScalarType.Float);
    return new Encoded(states, mask, pooling.forward(states, mask, phase));
  }

  @Override
  public Optional<OnnxFile> write(String name, boolean withStates) {
    TextGraph text = new TextGraph(name);
    String lengths = text.lengths();
    String states = lstm.write(text.graph(), words.write(text), lengths);
    String pooled = pooling.write(text.graph(), states, text.mask());
    return Optional.of(text.finish(states, pooled, width(), withStates));
  }
}
