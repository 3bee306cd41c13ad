package org.covalence.fusion;

import java.util.List;
import java.util.Optional;
import org.covalence.spec.FusionSpec;
import org.covalence.tensor.Parameters;

/** Makes a fusion of each spec. A further fusion is one more line in {@link #of}. */
final class Fusions {
  private Fusions() {}

  /** The width that a fusion wants every modality in; empty where each stays as it is. */
  static Optional<Integer> common(FusionSpec spec) {
    return spec instanceof FusionSpec.Joint ? Optional.empty() : Optional.of(spec.width());
  }

  /**
   * @param widths of the modalities
   */
  static Fusion of(Parameters parameters, FusionSpec spec, List<Integer> widths, int classes) {
    int modalities = widths.size();
    int all = widths.stream().mapToInt(w -> w).sum();
    if (spec instanceof FusionSpec.Attention attention) {
      return new AttentionFusion(parameters.in("attention"), modalities, attention.width());
    } else if (spec instanceof FusionSpec.Joint joint) {
      return new JointFusion(parameters.in("joint"), all, joint, classes);
    } else if (spec instanceof FusionSpec.Gated gated) {
      return new GatedFusion(parameters.in("gated"), modalities, gated.width());
    } else if (spec instanceof FusionSpec.Hierarchical hierarchical) {
      return new HierarchicalFusion(
          parameters.in("hierarchical"), modalities, hierarchical.width());
    } else if (spec instanceof FusionSpec.TensorProduct tensor) {
      return new TensorFusion(modalities, tensor.width());
    } else if (spec instanceof FusionSpec.LowRank low) {
      return new LowRankFusion(parameters.in("low-rank"), modalities, low.width(), low.rank());
    } else if (spec instanceof FusionSpec.Bilinear bilinear) {
      return new BilinearFusion(parameters.in("bilinear"), modalities, bilinear.width());
    } else if (spec instanceof FusionSpec.Late late) {
      return new LateFusion(
          parameters.in("late"), modalities, late.width(), late.dropout(), classes);
    } else if (spec instanceof FusionSpec.CrossModal cross) {
      return new CrossModalFusion(parameters.in("cross-modal"), modalities, cross);
    } else if (spec instanceof FusionSpec.Bottleneck bottleneck) {
      return new BottleneckFusion(parameters.in("bottleneck"), modalities, bottleneck);
    }
    return new ConcatenationFusion(all);
  }
}
