package org.covalence.encoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.graph.OnnxFile;
import org.covalence.layer.Layer;
import org.covalence.layer.Phase;
import org.covalence.layer.Sequence;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.FineTuneSpec;
import org.covalence.tensor.Autocast;
import org.covalence.tensor.Parameters;

/**
 * A DenseNet that is fitted with the rest of a network: from random weights, or from published
 * ones, and then as a whole or from a block on. What lies before that block is no fitted weight: it
 * runs without gradients and as in inference. Half precision is for fitting alone; in inference all
 * is float32, as in the graph that is saved.
 */
public final class FittedDenseNet implements Encoder {
  private final DenseNet network;
  private final Sequence published;
  private final Sequence fitted;
  private final Phase statistics;
  private final boolean half;
  private final int frozenEpochs;
  private boolean standsStill;

  /**
   * Builds the network in {@code parameters}.
   *
   * @param weights without a classifier, by torchvision's names; empty to begin at random
   * @param source what faults call the weights
   * @throws org.covalence.store.CovalenceException if the weights are those of another network
   */
  public FittedDenseNet(
      Parameters parameters,
      DenseNetSpec spec,
      Optional<Map<String, Parameters.Weight>> weights,
      String source) {
    this.network = new DenseNet(parameters, spec.shape(), spec.pixels(), OptionalInt.empty());
    weights.ifPresent(w -> parameters.load(w, source));
    FineTuneSpec tuning = spec.tuning();
    int blocks = spec.shape().blocks().size();
    int first = tuning.trainFrom().block();
    this.published = stages(0, first, blocks);
    this.fitted = stages(first, blocks + 1, blocks);
    this.statistics = spec.learnsStatistics() ? Phase.TRAINING : Phase.INFERENCE;
    this.half = tuning.precision() == FineTuneSpec.Precision.BFLOAT16;
    this.frozenEpochs = spec.fineTuned() ? tuning.frozenEpochs() : 0;
    for (String name : parameters.fittedNames()) {
      int block = block(name.split("\\.", -1)[1], blocks);
      if (block < first) {
        parameters.freeze(name);
      } else if (spec.fineTuned()) {
        parameters.scaleRate(
            name, tuning.rateFactor() * Math.pow(tuning.rateDecay(), blocks - block));
      }
    }
  }

  /** The stages that belong to blocks from {@code first} on and before {@code end}. */
  private Sequence stages(int first, int end, int blocks) {
    return new Sequence(
        network.stages().entrySet().stream()
            .filter(
                stage -> {
                  int block = block(stage.getKey(), blocks);
                  return first <= block && block < end;
                })
            .map(Map.Entry<String, Layer>::getValue)
            .toList());
  }

  /**
   * The block that a stage belongs to: 0 before the first one; what follows a block is part of it.
   */
  private static int block(String stage, int blocks) {
    for (String kind : List.of("denseblock", "transition")) {
      if (stage.startsWith(kind)) {
        return Integer.parseInt(stage.substring(kind.length()));
      }
    }
    return stage.equals("norm5") ? blocks : 0;
  }

  @Override
  public int width() {
    return network.width();
  }

  @Override
  public void beginEpoch(int epoch) {
    standsStill = epoch <= frozenEpochs;
  }

  @Override
  public Encoded forward(Tensor pictures, Phase phase) {
    if (!phase.isTraining()) {
      return network.forward(pictures, phase);
    }
    Tensor x = pictures.contiguous(torch.MemoryFormat.ChannelsLast);
    try (Autocast autocast = Autocast.bfloat16(half)) {
      Tensor before = withoutGradients(published, x);
      Tensor y =
          standsStill ? withoutGradients(fitted, before) : fitted.forward(before, statistics);
      return Encoded.ofPooled(network.pooled(y).toType(torch.ScalarType.Float));
    }
  }

  private static Tensor withoutGradients(Sequence stages, Tensor x) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return stages.forward(x, Phase.INFERENCE);
    }
  }

  @Override
  public Optional<OnnxFile> write(String name) {
    return network.write(name);
  }
}
