package org.covalence.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.AttentionPooling;
import org.covalence.layer.LayerNorm;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Positions;
import org.covalence.layer.Sequence;
import org.covalence.layer.TransformerBlock;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.TransformerSpec;
import org.covalence.tensor.Parameters;

/**
 * Word vectors brought to the width of the blocks, positions, transformer blocks with a norm after
 * the last (Vaswani et al., NIPS 2017, section 3), and attention pooling. No text may have more
 * tokens than the spec allows.
 */
public final class TransformerEncoder implements TextEncoder {
  private final Words words;
  private final Sequence placed;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private final AttentionPooling pooling;
  private final int width;

  /**
   * @param vectors tokens × wordWidth, row-major, to start the word vectors from
   * @param fitted how many of them, from the first, are fitted
   */
  public TransformerEncoder(
      Parameters parameters, TransformerSpec spec, float[] vectors, int fitted, int wordWidth) {
    this.width = spec.width();
    this.words = new Words(parameters, vectors, fitted, wordWidth, spec.words().dropout());
    Linear projection = new Linear(parameters.in("projection"), wordWidth, width);
    Parameters ofPositions = parameters.in("positions");
    this.placed =
        Sequence.of(
            projection,
            spec.learntPositions()
                ? Positions.learnt(ofPositions, spec.words().maxTokens(), width)
                : Positions.sinusoidal(ofPositions, spec.words().maxTokens(), width));
    for (int block = 0; block < spec.blocks(); block++) {
      blocks.add(
          new TransformerBlock(
              parameters.in("layers").in(Integer.toString(block)),
              width,
              spec.heads(),
              spec.hidden(),
              spec.blockDropout()));
    }
    this.norm = new LayerNorm(parameters.in("norm"), width);
    this.pooling = new AttentionPooling(parameters.in("pooling"), width, width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Encoded forward(Tensor tokens, Phase phase) {
    Tensor mask = Words.present(tokens).to(torch.ScalarType.Float);
    Tensor states = placed.forward(words.forward(tokens, phase), phase);
    for (TransformerBlock block : blocks) {
      states = block.forward(states, mask, phase);
    }
    // The norm's bias would stand where no token does.
    states = norm.forward(states, phase).mul(mask.unsqueeze(2));
    return new Encoded(states, mask, pooling.forward(states, mask, phase));
  }

  @Override
  public Optional<OnnxFile> write(String name, boolean withStates) {
    TextGraph text = new TextGraph(name);
    GraphWriter graph = text.graph();
    String states = placed.write(graph, words.write(text));
    for (TransformerBlock block : blocks) {
      states = block.write(graph, states, text.mask());
    }
    String wide = graph.node("Unsqueeze", List.of(text.mask(), graph.longs(2)));
    states = graph.node("Mul", List.of(norm.write(graph, states), wide));
    String pooled = pooling.write(graph, states, text.mask());
    return Optional.of(text.finish(states, pooled, width, withStates));
  }
}
