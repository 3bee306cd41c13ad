package org.covalence.encoder;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.Gru;
import org.covalence.layer.Phase;
import org.covalence.spec.GruSpec;
import org.covalence.tensor.Parameters;

/** Word vectors, a GRU over them, and attention pooling over its states. */
public final class GruEncoder implements TextEncoder {
  private final Words words;
  private final Gru gru;
  private final AttentionPooling pooling;

  /**
   * @param vectors tokens × wordWidth, row-major, to start the word vectors from
   * @param fitted how many of them, from the first, are fitted
   */
  public GruEncoder(
      Parameters parameters, GruSpec spec, float[] vectors, int fitted, int wordWidth) {
    this.words = new Words(parameters, vectors, fitted, wordWidth, spec.words().dropout());
    this.gru =
        new Gru(parameters.in("gru"), wordWidth, spec.width(), spec.layers(), spec.bidirectional());
    this.pooling = new AttentionPooling(parameters.in("pooling"), gru.outputs(), spec.width());
  }

  @Override
  public int width() {
    return (int) gru.outputs();
  }

  @Override
  public Encoded forward(Tensor tokens, Phase phase) {
    Tensor present = Words.present(tokens);
    Tensor states = gru.forward(words.forward(tokens, phase), present.sum(1));
    Tensor mask = present.to(torch.ScalarType.Float);
    return new Encoded(states, mask, pooling.forward(states, mask, phase));
  }

  @Override
  public Optional<OnnxFile> write(String name, boolean withStates) {
    TextGraph text = new TextGraph(name);
    String lengths = text.lengths();
    String states = gru.write(text.graph(), words.write(text), lengths);
    String pooled = pooling.write(text.graph(), states, text.mask());
    return Optional.of(text.finish(states, pooled, width(), withStates));
  }
}
