package org.covalence.spec;

/**
 * How the encoded modalities of a post become one vector. Every fusion takes any number of
 * modalities, any of them missing.
 */
public sealed interface FusionSpec
    permits FusionSpec.Attention,
        FusionSpec.Concatenation,
        FusionSpec.Joint,
        FusionSpec.Gated,
        FusionSpec.Hierarchical,
        FusionSpec.CrossModal,
        FusionSpec.Bottleneck,
        FusionSpec.TensorProduct,
        FusionSpec.LowRank,
        FusionSpec.Bilinear,
        FusionSpec.Late {
  /** Width of what each modality brings, or of the layer that joins them. */
  int width();

  /** Dropout before the head. */
  double dropout();

  /** Whether it reads the single words and regions, where encoders give them. */
  default boolean readsStates() {
    return false;
  }

  /**
   * Attention over modalities: each one is weighed by how well it matches a learnt query, as words
   * are in Yang et al. (NAACL 2016, equations 5 to 7). The weights of the present modalities sum to
   * one and are told with every prediction. The weighed modalities stand side by side.
   */
  @Named(value = "attention", about = "modalities weighed by attention, post by post")
  record Attention(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** The vectors of all modalities side by side; zeros where one is missing. */
  @Named(value = "concatenation", about = "modalities side by side, the plain alternative")
  record Concatenation(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /**
   * Early fusion: one hidden layer over the features of all modalities side by side, each as wide
   * as it is (Baltrušaitis et al., TPAMI 2019, section 6.1).
   */
  @Named(
      value = "joint",
      about = "one hidden layer over the features of all modalities side by side")
  record Joint(
      @Setting(about = "width of the hidden layer", value = "256", min = 1, max = 8192) int width,
      @Setting(
              about = "how many such networks, and a linear one where there are several, vote",
              value = "1",
              off = "1",
              min = 1,
              max = 64)
          int members,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** The gated multimodal unit (Arevalo et al., ICLR 2017 workshop, section 3.1). */
  @Named(
      value = "gated",
      about = "a gate for each number of each modality, which sees all modalities")
  record Gated(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /**
   * Hierarchical attention: over the words of the text and the regions of the picture first, over
   * the modalities second (Yang et al., NAACL 2016, with modalities for sentences).
   */
  @Named(
      value = "hierarchical",
      about = "attention over words and regions first, over modalities second")
  record Hierarchical(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {
    @Override
    public boolean readsStates() {
      return true;
    }
  }

  /**
   * Cross-modal attention both ways between words and regions, with several heads (Tsai et al., ACL
   * 2019, section 3.2), beside the modalities themselves.
   */
  @Named(
      value = "cross-modal",
      about = "words look at regions and regions at words, by attention with several heads")
  record CrossModal(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(
              about = "heads of the attention; they divide the width",
              value = "4",
              min = 1,
              max = 64)
          int heads,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {
    @Override
    public boolean readsStates() {
      return true;
    }
  }

  /** The multimodal bottleneck transformer (Nagrani et al., NeurIPS 2021, section 3.2.3). */
  @Named(
      value = "bottleneck",
      about = "a transformer a modality, which tell each other through a few shared tokens")
  record Bottleneck(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(
              about = "heads of the attention; they divide the width",
              value = "4",
              min = 1,
              max = 64)
          int heads,
      @Setting(about = "transformer blocks of each modality", value = "1", min = 1, max = 12)
          int layers,
      @Setting(about = "tokens that all modalities share", value = "4", min = 1, max = 64)
          int tokens,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {
    @Override
    public boolean readsStates() {
      return true;
    }
  }

  /** The tensor fusion network's product (Zadeh et al., EMNLP 2017, section 4.2). */
  @Named(
      value = "tensor",
      about = "the product of all modalities: each alone, each pair, and so on")
  record TensorProduct(
      @Setting(about = "width of each modality's vector", value = "16", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** Low-rank multimodal fusion (Liu et al., ACL 2018, section 3.2). */
  @Named(value = "low-rank", about = "the product of all modalities with weights of low rank")
  record LowRank(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "rank of the weights", value = "4", min = 1, max = 256) int rank,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /**
   * Low-rank bilinear pooling of each pair (Kim et al., ICLR 2017, section 3.2), beside the
   * modalities themselves.
   */
  @Named(
      value = "bilinear",
      about = "modalities side by side, and a low-rank bilinear product of each pair")
  record Bilinear(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** Late fusion: each modality scores the classes by itself, averaged by a learnt confidence. */
  @Named(
      value = "late",
      about = "each modality decides by itself, averaged by a confidence that is learnt")
  record Late(
      @Setting(about = "width of each modality's vector", value = "64", min = 1, max = 8192)
          int width,
      @Setting(about = "dropout before the head", value = "0.5", off = "0", min = 0, max = 0.95)
          double dropout)
      implements FusionSpec {}

  /** Reads the fusion from {@code fusion} and the settings that start with {@code fusion-}. */
  static FusionSpec read(Settings settings) {
    String type = settings.take("fusion").map(String::strip).orElse("attention");
    FusionSpec spec = Specs.readFamily(FusionSpec.class, type, "fusion", "fusion", settings);
    int heads =
        spec instanceof CrossModal cross
            ? cross.heads()
            : spec instanceof Bottleneck bottleneck ? bottleneck.heads() : 1;
    if (spec.width() % heads != 0) {
      settings.fault("fusion-heads", heads + " do not divide the fusion-width of " + spec.width());
    }
    return spec;
  }
}
