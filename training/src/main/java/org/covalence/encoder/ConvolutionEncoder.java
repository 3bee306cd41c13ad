package org.covalence.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.MaxOverSteps;
import org.covalence.layer.Phase;
import org.covalence.layer.Relu;
import org.covalence.layer.StepConvolution;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.ConvolutionSpec;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Word vectors, convolutions of several kernel widths over them, and the largest value of each
 * feature over the text (Kim, EMNLP 2014, section 2). The states are what the convolutions say
 * around each word, one kernel width beside the other. Unlike in the paper, windows may reach over
 * the ends of a text, so that each word has a state and no text is too short.
 */
public final class ConvolutionEncoder implements TextEncoder {
  private static final Relu RELU = new Relu();
  private static final MaxOverSteps POOLING = new MaxOverSteps();

  private final Words words;
  private final List<StepConvolution> convolutions = new ArrayList<>();
  private final int width;

  /**
   * @param vectors tokens × wordWidth, row-major, to start the word vectors from
   * @param fitted how many of them, from the first, are fitted
   */
  public ConvolutionEncoder(
      Parameters parameters, ConvolutionSpec spec, float[] vectors, int fitted, int wordWidth) {
    this.words = new Words(parameters, vectors, fitted, wordWidth, spec.words().dropout());
    for (int kernel : spec.kernelWidths()) {
      convolutions.add(
          new StepConvolution(
              parameters.in("convolutions").in(Integer.toString(kernel)),
              wordWidth,
              spec.width(),
              kernel,
              StepConvolution.Padding.SAME));
    }
    this.width = convolutions.size() * spec.width();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Encoded forward(Tensor tokens, Phase phase) {
    Tensor mask = Words.present(tokens).to(torch.ScalarType.Float);
    Tensor vectors = words.forward(tokens, phase);
    List<Tensor> convolved =
        convolutions.stream().map(c -> c.forward(vectors, mask, phase)).toList();
    Tensor states = RELU.forward(Tensors.concatenate(convolved, 2), phase);
    return new Encoded(states, mask, POOLING.forward(states, mask, phase));
  }

  @Override
  public Optional<OnnxFile> write(String name, boolean withStates) {
    TextGraph text = new TextGraph(name);
    GraphWriter graph = text.graph();
    String vectors = words.write(text);
    List<String> convolved =
        convolutions.stream().map(c -> c.write(graph, vectors, text.mask())).toList();
    String states =
        RELU.write(graph, graph.node("Concat", convolved, GraphWriter.attribute("axis", 2L)));
    String pooled = POOLING.write(graph, states, text.mask());
    return Optional.of(text.finish(states, pooled, width, withStates));
  }
}
