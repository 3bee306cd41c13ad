package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.feature.FeatureCache;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of three posts: two of the first, none of the second, one of the third. */
class StateInputsTest {
  private static final int WIDTH = 2;
  private static final int MOST = 4;
  private static final float[][] POOLED = {{10, 11, 12}, {}, {20, 21, 22}};
  private static final int[] COUNTS = {2, 0, 1};

  @TempDir Path root;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void aBatch_holdsCountsPooledFeaturesAndStatesFilledUpToItsLongest() {
    try (FeatureCache cache = filled();
        PointerScope scope = new PointerScope()) {
      StateInputs inputs = inputs(cache, true);

      assertThat(Tensors.values(inputs.batch(new int[] {2, 0})))
          .containsExactly(1, 20, 21, 22, 5, 6, 0, 0, 2, 10, 11, 12, 1, 2, 3, 4);
      assertThat(Tensors.shape(inputs.batch(new int[] {2}))).containsExactly(1, 6);
    }
  }

  @Test
  void someOfThePosts_keepTheirOwnStates() {
    try (FeatureCache cache = filled();
        PointerScope scope = new PointerScope()) {
      Inputs some = inputs(cache, true).of(new int[] {2, 1});

      assertThat(some.size()).isEqualTo(2);
      assertThat(some.has(0)).isTrue();
      assertThat(some.has(1)).isFalse();
      assertThat(Tensors.values(some.batch(new int[] {0}))).containsExactly(1, 20, 21, 22, 5, 6);
    }
  }

  @Test
  void posts_areSortedByLengthOnlyWhereThatSavesSomething() {
    try (FeatureCache cache = filled()) {
      assertThat(inputs(cache, true).length(0)).isEqualTo(2);
      assertThat(inputs(cache, false).length(0)).isZero();
      assertThat(inputs(cache, true).numbers()).isEqualTo(1 + 3 + 2 * WIDTH);
    }
  }

  @Test
  void examples_areStatesOfPostsThatHaveSome() {
    try (FeatureCache cache = filled()) {
      assertThat(inputs(cache, true).examples())
          .usingElementComparator(Arrays::compare)
          .containsExactlyInAnyOrder(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    }
  }

  @Test
  void examplesOfManyPosts_areAFewOfEachFromAllOverThem() {
    int posts = 2000;
    int count = 40;
    float[] row = new float[count];
    for (int i = 0; i < count; i++) {
      row[i] = i;
    }
    try (FeatureCache cache = FeatureCache.open(root, "encoder", count)) {
      cache.put(key(0), row);
      float[][] pooled = new float[posts][];
      Arrays.fill(pooled, new float[] {1});
      String[] keys = new String[posts];
      Arrays.fill(keys, key(0));
      int[] counts = new int[posts];
      Arrays.fill(counts, count);

      List<float[]> examples =
          new StateInputs(new Inputs.Features(pooled, 1), keys, counts, cache, 1, false).examples();

      assertThat(examples).hasSize(512 * 8);
      assertThat(examples.stream().map(e -> e[0]).distinct()).hasSize(count);
    }
  }

  @Test
  void aClosedCache_servesItsInputsAsLongAsItsFilesAreThere() throws IOException {
    StateInputs inputs;
    try (FeatureCache cache = filled()) {
      inputs = inputs(cache, true);
    }
    try (PointerScope scope = new PointerScope()) {
      assertThat(Tensors.values(inputs.batch(new int[] {2}))).containsExactly(1, 20, 21, 22, 5, 6);
    }
    try (var files = Files.list(root.resolve("encoder"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> inputs.batch(new int[] {2}))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("damaged or taken away")
        .hasMessageContaining(root.resolve("encoder").toString())
        .hasMessageContaining("run the same command again");
  }

  private FeatureCache filled() {
    FeatureCache cache = FeatureCache.open(root, "encoder", MOST * WIDTH);
    cache.put(key(0), new float[] {1, 2, 3, 4, 0, 0, 0, 0});
    cache.put(key(2), new float[] {5, 6, 0, 0, 0, 0, 0, 0});
    return cache;
  }

  private static StateInputs inputs(FeatureCache cache, boolean uneven) {
    return new StateInputs(
        new Inputs.Features(POOLED, 3),
        new String[] {key(0), "", key(2)},
        COUNTS,
        cache,
        WIDTH,
        uneven);
  }

  private static String key(int post) {
    return ContentHash.ofBytes(Integer.toString(post).getBytes(StandardCharsets.UTF_8));
  }
}
