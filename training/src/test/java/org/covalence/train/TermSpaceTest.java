package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.covalence.text.Terms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The directions of a drawn set of posts, against LibTorch's whole singular value decomposition.
 */
class TermSpaceTest {
  private static final int POSTS = 120;
  private static final int TERMS = 60;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  /** Posts of few terms each, the first terms far more frequent than the last. */
  private static List<Terms.Weights> posts() {
    SplittableRandom random = new SplittableRandom(5);
    List<Terms.Weights> posts = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      TreeSet<Integer> ids = new TreeSet<>();
      for (int t = 0; t < 6; t++) {
        double share = random.nextDouble();
        ids.add((int) (TERMS * share * share));
      }
      double[] weights = ids.stream().mapToDouble(id -> 0.2 + random.nextDouble()).toArray();
      posts.add(new Terms.Weights(ids.stream().mapToInt(id -> id).toArray(), weights));
    }
    return posts;
  }

  private static Tensor matrix(List<Terms.Weights> posts) {
    float[] values = new float[POSTS * TERMS];
    for (int row = 0; row < POSTS; row++) {
      Terms.Weights post = posts.get(row);
      for (int i = 0; i < post.ids().length; i++) {
        values[row * TERMS + post.ids()[i]] = (float) post.weights()[i];
      }
    }
    return Tensors.of(values, POSTS, TERMS);
  }

  @Test
  void directions_areOrthonormalAndKeepAsMuchAsTheBestOnesDo() {
    List<Terms.Weights> posts = posts();
    TermSpace space = TermSpace.of(posts, TERMS, 8, new SplittableRandom(1));
    try (PointerScope scope = new PointerScope()) {
      Tensor directions = Tensors.of(space.values(), TERMS, 8);
      float[] gram = Tensors.values(directions.t().matmul(directions));
      float[] best = Tensors.values(torch.linalg_svd(matrix(posts)).get1());
      float[] kept = Tensors.values(matrix(posts).matmul(directions).square().sum(0).sqrt());

      for (int i = 0; i < gram.length; i++) {
        assertThat(gram[i]).isCloseTo(i % 9 == 0 ? 1 : 0, within(1e-4f));
      }
      for (int k = 0; k < 8; k++) {
        assertThat(kept[k]).as("singular value %d", k).isCloseTo(best[k], within(0.02f));
      }
    }
  }

  @Test
  void coordinates_areThePostsProductWithTheDirections() {
    List<Terms.Weights> posts = posts();
    TermSpace space = TermSpace.of(posts, TERMS, 3, new SplittableRandom(1));
    try (PointerScope scope = new PointerScope()) {
      float[] expected =
          Tensors.values(
              matrix(posts).matmul(Tensors.of(space.values(), TERMS, 3)).narrow(0, 7, 1));

      assertThat(space.coordinates(posts.get(7))).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void fewerPostsThanDirections_giveAsManyAsThereAre() {
    List<Terms.Weights> two = posts().subList(0, 2);

    TermSpace space = TermSpace.of(two, TERMS, 50, new SplittableRandom(1));

    assertThat(space.width()).isEqualTo(2);
    assertThat(space.coordinates(new Terms.Weights(new int[0], new double[0])))
        .containsExactly(0, 0);
  }
}
