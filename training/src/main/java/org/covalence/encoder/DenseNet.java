package org.covalence.encoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.BatchNorm;
import org.covalence.layer.Convolution;
import org.covalence.layer.Layer;
import org.covalence.layer.Linear;
import org.covalence.layer.Phase;
import org.covalence.layer.Pooling;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.onnx.GraphWriter;
import org.covalence.spec.DenseNetSpec;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;

/**
 * DenseNet (Huang et al., CVPR 2017) as torchvision publishes it, with its names. A batch holds
 * pictures, batch × 3 × side × side, normalised.
 */
public final class DenseNet implements Encoder {
  /** The graph's input: batch × 3 × side × side. */
  public static final String INPUT = "image";

  /** The graph's output of pooled features: batch × width. */
  public static final String OUTPUT = "pooled";

  /** The graph's output of regions where it was asked for: batch × width × rows × columns. */
  public static final String REGIONS = "regions";

  private final DenseNetSpec.Shape shape;
  private final int side;
  private final Map<String, Layer> stages = new LinkedHashMap<>();
  private final Layer last = new Relu(true);
  private final Layer pool = new Pooling.Global();
  private final Optional<Linear> classifier;

  /**
   * @param side of the square pictures, in pixels
   * @param classes of the classifier on top, which published weights have; empty for none
   */
  public DenseNet(Parameters parameters, DenseNetSpec.Shape shape, int side, OptionalInt classes) {
    this.shape = shape;
    this.side = side;
    Parameters features = parameters.in("features");
    long channels = shape.stemFeatures();
    stages.put("conv0", new Convolution(features.in("conv0"), 3, channels, 7, 2, 3));
    stages.put("norm0", new BatchNorm(features.in("norm0"), channels));
    stages.put("relu0", new Relu(true));
    stages.put("pool0", new Pooling.Max(3, 2, 1));
    for (int block = 1; block <= shape.blocks().size(); block++) {
      String name = "denseblock" + block;
      stages.put(
          name, new DenseBlock(features.in(name), channels, shape.blocks().get(block - 1), shape));
      channels += (long) shape.blocks().get(block - 1) * shape.growth();
      if (block < shape.blocks().size()) {
        String transition = "transition" + block;
        stages.put(transition, transition(features.in(transition), channels));
        channels /= 2;
      }
    }
    stages.put("norm5", new BatchNorm(features.in("norm5"), channels));
    this.classifier =
        classes.isPresent()
            ? Optional.of(new Linear(parameters.in("classifier"), channels, classes.getAsInt()))
            : Optional.empty();
  }

  private static Layer transition(Parameters parameters, long channels) {
    return Sequence.of(
        new BatchNorm(parameters.in("norm"), channels),
        new Relu(true),
        new Convolution(parameters.in("conv"), channels, channels / 2, 1, 1, 0),
        new Pooling.Mean(2));
  }

  /** Layers of which each reads all that came before it in the block, side by side. */
  private static final class DenseBlock implements Layer {
    private final List<Layer> layers = new ArrayList<>();

    DenseBlock(Parameters parameters, long channels, int count, DenseNetSpec.Shape shape) {
      long middle = (long) shape.bottleneck() * shape.growth();
      for (int i = 0; i < count; i++) {
        Parameters own = parameters.in("denselayer" + (i + 1));
        long inputs = channels + (long) i * shape.growth();
        layers.add(
            Sequence.of(
                new BatchNorm(own.in("norm1"), inputs),
                new Relu(true),
                new Convolution(own.in("conv1"), inputs, middle, 1, 1, 0),
                new BatchNorm(own.in("norm2"), middle),
                new Relu(true),
                new Convolution(own.in("conv2"), middle, shape.growth(), 3, 1, 1)));
      }
    }

    @Override
    public Tensor forward(Tensor x, Phase phase) {
      return forward(layers.size(), x, phase);
    }

    private Tensor forward(int count, Tensor x, Phase phase) {
      if (count == 0) {
        return x;
      }
      return Tensors.scoped(
          () -> {
            Tensor before = forward(count - 1, x, phase);
            Tensor added = layers.get(count - 1).forward(before, phase);
            return Tensors.concatenate(List.of(before, added), 1);
          });
    }

    @Override
    public String write(GraphWriter graph, String x) {
      String all = x;
      for (Layer layer : layers) {
        all =
            graph.node(
                "Concat", List.of(all, layer.write(graph, all)), GraphWriter.attribute("axis", 1L));
      }
      return all;
    }
  }

  /** The stages before pooling, by torchvision's names, in order. */
  Map<String, Layer> stages() {
    return Collections.unmodifiableMap(stages);
  }

  @Override
  public int width() {
    return shape.features();
  }

  @Override
  public Encoded forward(Tensor pictures, Phase phase) {
    Tensor x = pictures.contiguous(torch.MemoryFormat.ChannelsLast);
    return Encoded.ofPooled(pooled(new Sequence(List.copyOf(stages.values())).forward(x, phase)));
  }

  /** The mean over what the last stage gives: batch × width. */
  Tensor pooled(Tensor x) {
    return pool.forward(last.forward(x, Phase.INFERENCE), Phase.INFERENCE);
  }

  /** Side of the feature map before pooling: half of the picture's at each stage that halves. */
  private int mapSide() {
    // The first convolution and pooling round up, and the pooling between blocks rounds down.
    int after = (side + 3) / 4;
    return after >> (shape.blocks().size() - 1);
  }

  /** The classifier's scores for pooled features: batch × classes. */
  Tensor logits(Tensor pooled) {
    return classifier.orElseThrow().forward(pooled, Phase.INFERENCE);
  }

  @Override
  public Optional<OnnxFile> write(String name) {
    return Optional.of(graph(name, false));
  }

  /**
   * The network as a graph.
   *
   * @param name of the graph
   * @param withRegions whether it also tells {@link #REGIONS}: its feature map before pooling
   */
  public OnnxFile graph(String name, boolean withRegions) {
    GraphWriter graph = new GraphWriter(name);
    String x = graph.floatInput(INPUT, "batch", 3, side, side);
    for (Layer stage : stages.values()) {
      x = stage.write(graph, x);
    }
    String map = last.write(graph, x);
    String pooled = pool.write(graph, map);
    graph.floatOutput(OUTPUT, pooled, "batch", width());
    if (withRegions) {
      graph.floatOutput(REGIONS, map, "batch", width(), mapSide(), mapSide());
    }
    if (classifier.isPresent()) {
      graph.floatOutput("logits", classifier.get().write(graph, pooled), "batch", "classes");
    }
    return graph.finish();
  }
}
