package org.covalence.layer;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.covalence.onnx.GraphWriter;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * Batch normalisation per channel (Ioffe and Szegedy, ICML 2015), with PyTorch's momentum 0.1 and
 * epsilon 1e-5.
 */
public final class BatchNorm implements Layer {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private final long channels;
  private final Tensor weight;
  private final Tensor bias;
  private final Tensor mean;
  private final Tensor variance;

  public BatchNorm(Parameters parameters, long channels) {
    this.channels = channels;
    this.weight = parameters.constant("weight", 1, channels);
    this.bias = parameters.constant("bias", 0, channels);
    this.mean = parameters.buffer("running_mean", new float[(int) channels], channels);
    float[] ones = new float[(int) channels];
    Arrays.fill(ones, 1);
    this.variance = parameters.buffer("running_var", ones, channels);
  }

  @Override
  public Tensor forward(Tensor x, Phase phase) {
    // One value a channel has no spread: the statistics so far must do.
    boolean learns = phase.isTraining() && x.numel() > channels;
    return torch.batch_norm(
        x,
        new TensorOptional(weight),
        new TensorOptional(bias),
        new TensorOptional(mean),
        new TensorOptional(variance),
        learns,
        MOMENTUM,
        EPSILON,
        false);
  }

  @Override
  public String write(GraphWriter graph, String x) {
    return graph.node(
        "BatchNormalization",
        List.of(
            x,
            graph.floats("weight", Tensors.values(weight), channels),
            graph.floats("bias", Tensors.values(bias), channels),
            graph.floats("mean", Tensors.values(mean), channels),
            graph.floats("variance", Tensors.values(variance), channels)),
        GraphWriter.attribute("epsilon", (float) EPSILON));
  }
}
