package org.covalence.train;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.spec.BalanceSpec;
import org.covalence.tensor.Tensors;
import org.covalence.text.Vocabulary;

/**
 * What is hidden, varied or blended in the batches of a training, so that the network relies on
 * nothing too much.
 *
 * @param random draws which modalities are hidden and how posts are blended
 * @param pictures draws how pictures are varied
 */
record Perturbation(BalanceSpec spec, SplittableRandom random, SplittableRandom pictures) {
  /**
   * How posts of a batch are blended in pairs.
   *
   * @param rows with which row each one is
   * @param share of the post itself, at least a half
   */
  record Blend(Tensor rows, double share) {
    /** {@code values} (batch × width) blended. */
    Tensor of(Tensor values) {
      return values
          .mul(new Scalar(share))
          .add(values.index_select(0, rows).mul(new Scalar(1 - share)));
    }
  }

  /**
   * How the posts of a batch are blended (Zhang et al., ICLR 2018; hidden vectors instead of inputs
   * as in Verma et al., ICML 2019); empty where they are not.
   */
  Optional<Blend> blend(int posts) {
    if (spec.mixup() == 0) {
      return Optional.empty();
    }
    long[] rows = LongStream.range(0, posts).toArray();
    for (int i = posts - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long kept = rows[i];
      rows[i] = rows[j];
      rows[j] = kept;
    }
    double a = gamma(spec.mixup());
    double share = a / (a + gamma(spec.mixup()));
    return Optional.of(
        new Blend(Tensors.of(rows, posts), Double.isNaN(share) ? 1 : Math.max(share, 1 - share)));
  }

  /** A draw from the gamma distribution of that shape (Marsaglia and Tsang, TOMS 2000). */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /**
   * Hides modalities of posts that have several (Neverova et al., TPAMI 2016): each with the given
   * chance, but never the last one.
   *
   * @param presence posts × modalities, row-major; is changed
   */
  void hideModalities(float[] presence, int modalities) {
    if (spec.modalityDropout() == 0) {
      return;
    }
    for (int row = 0; row < presence.length; row += modalities) {
      int left = 0;
      for (int m = 0; m < modalities; m++) {
        left += presence[row + m] > 0 ? 1 : 0;
      }
      int first = random.nextInt(modalities);
      for (int i = 0; i < modalities && left > 1; i++) {
        int at = row + (first + i) % modalities;
        if (presence[at] > 0 && random.nextDouble() < spec.modalityDropout()) {
          presence[at] = 0;
          left--;
        }
      }
    }
  }

  /** Token ids (batch × steps) with some of them unknown (Iyyer et al., ACL 2015, section 3.1). */
  Tensor hideWords(Tensor ids) {
    if (spec.wordDropout() == 0) {
      return ids;
    }
    Tensor hidden = torch.rand(ids.size(0), ids.size(1)).lt(new Scalar(spec.wordDropout()));
    return ids.masked_fill(
        hidden.logical_and(ids.ne(new Scalar(0L))), new Scalar((long) Vocabulary.UNKNOWN));
  }
}
