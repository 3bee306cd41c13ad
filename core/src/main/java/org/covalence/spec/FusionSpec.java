package org.covalence.spec;

/**
 * How the encoded modalities of a post become one vector. Every fusion takes any number of
 * modalities, any of them missing.
 */
public sealed interface FusionSpec permits FusionSpec.Attention, FusionSpec.Concatenation {
  /** Width of each modality's part of the fused vector. */
  int width();

  /** Dropout on the fused vector, before the head. */
  double dropout();

  /**
   * Attention over modalities: each one is weighed by how well it matches a learnt query, as words
   * are in Yang et al. (NAACL 2016, equations 5 to 7). The weights of the present modalities sum to
   * one and are told with every prediction. The weighed modalities stand side by side.
   */
  @Named(value = "attention", about = "modalities weighed by attention, post by post")
  record Attention(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** The vectors of all modalities side by side; zeros where one is missing. */
  @Named(value = "concatenation", about = "modalities side by side, the plain alternative")
  record Concatenation(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** Reads the fusion from {@code fusion} and the settings that start with {@code fusion-}. */
  static FusionSpec read(Settings settings) {
    String type = settings.take("fusion").map(String::strip).orElse("attention");
    return Specs.readFamily(FusionSpec.class, type, "fusion", "fusion", settings);
  }
}
