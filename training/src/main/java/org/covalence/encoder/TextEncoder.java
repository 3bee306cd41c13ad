package org.covalence.encoder;

import java.util.Optional;
import org.covalence.graph.OnnxFile;

/**
 * An encoder of words. A batch holds token ids, batch × steps, filled up with zeros; states are
 * zero there, and a text without any token is zero throughout. States and pooled vector are of one
 * width.
 */
public sealed interface TextEncoder extends Encoder
    permits LstmEncoder, GruEncoder, ConvolutionEncoder, TransformerEncoder {
  /** The graph's input: token ids, batch × steps. */
  String INPUT = "tokens";

  /** The graph's output: batch × width. */
  String OUTPUT = "pooled";

  /** A graph's output where it was asked for: batch × steps × width. */
  String STATES = "states";

  /** A graph's output where it was asked for: batch × steps; 1 where a token stands, else 0. */
  String MASK = "mask";

  @Override
  default Optional<Integer> stateWidth() {
    return Optional.of(width());
  }

  @Override
  default Optional<OnnxFile> write(String name) {
    return write(name, false);
  }

  /**
   * The encoder as a graph; never empty.
   *
   * @param name of the graph
   * @param withStates whether it also tells {@link #STATES} and {@link #MASK}, for a fusion that
   *     looks at single words
   */
  Optional<OnnxFile> write(String name, boolean withStates);
}
