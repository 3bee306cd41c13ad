package org.covalence.spec;

/**
 * Transformer blocks over word vectors with attention pooling (Vaswani et al., NIPS 2017, section
 * 3; norms before each half after Xiong et al., ICML 2020). Its width is given as heads and the
 * width of one, so that no setting can contradict another.
 */
@Named(
    value = "transformer",
    modality = "text",
    about = "transformer blocks over word vectors, pooled by attention")
public record TransformerSpec(
    WordSettings words,
    @Setting(about = "transformer blocks on top of each other", value = "2", min = 1, max = 4)
        int blocks,
    @Setting(about = "heads of the attention", value = "4", min = 1, max = 64) int heads,
    @Setting(about = "width of each head", value = "16", min = 1, max = 256) int headWidth,
    @Setting(
            about = "learn a vector for each position; false takes sinusoidal ones",
            value = "true")
        boolean learntPositions,
    @Setting(
            about = "dropout inside the blocks, on the attention's weights and on what is added",
            value = "0.1",
            off = "0",
            min = 0,
            max = 0.95)
        double blockDropout)
    implements WordEncoderSpec {
  /** How much wider than a step the feed-forward layer is (Vaswani et al., section 3.3). */
  private static final int FEED_FORWARD = 4;

  /** Width of a step in the blocks. */
  public int width() {
    return heads * headWidth;
  }

  /** Width inside the feed-forward layers. */
  public int hidden() {
    return FEED_FORWARD * width();
  }
}
