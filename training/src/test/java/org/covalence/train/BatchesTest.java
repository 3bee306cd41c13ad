package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.covalence.label.Sentiment;
import org.covalence.post.Post;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,64", "10,3", "64,64", "65,64", "1000,7", "1000,1", "100,1000"})
  void everyPost_isInOneBatch(int posts, int batchSize) {
    List<int[]> batches = Batches.shuffled(prepared(posts), batchSize, new SplittableRandom(posts));

    assertThat(batches).allMatch(b -> b.length >= 1 && b.length <= batchSize);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, posts).toArray());
  }

  /** The learning rate's schedule counts on it. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,64", "10,3", "64,64", "65,64", "1000,7", "1000,1", "100,1000"})
  void thereAreAsManyBatches_asPostsNeed(int posts, int batchSize) {
    assertThat(Batches.shuffled(prepared(posts), batchSize, new SplittableRandom(1)))
        .hasSize((posts + batchSize - 1) / batchSize);
  }

  @Test
  void oneSeed_givesTheSameBatchesAndTheNextEpochOthers() {
    SplittableRandom random = new SplittableRandom(5);
    List<List<Integer>> first = lists(Batches.shuffled(prepared(100), 8, random));
    List<List<Integer>> next = lists(Batches.shuffled(prepared(100), 8, random));

    assertThat(lists(Batches.shuffled(prepared(100), 8, new SplittableRandom(5)))).isEqualTo(first);
    assertThat(next).isNotEqualTo(first);
  }

  @Test
  void postsOfLikeLength_standTogether() {
    Prepared<TrainingPart> prepared = prepared(800);
    long padded = 0;
    long words = 0;
    for (int[] batch : Batches.shuffled(prepared, 16, new SplittableRandom(2))) {
      int longest = Arrays.stream(batch).map(prepared::length).max().orElseThrow();
      padded += (long) longest * batch.length;
      words += Arrays.stream(batch).map(prepared::length).sum();
    }

    assertThat((double) words / padded).isGreaterThan(0.85);
  }

  private static List<List<Integer>> lists(List<int[]> batches) {
    return batches.stream().map(b -> Arrays.stream(b).boxed().toList()).toList();
  }

  private static Prepared<TrainingPart> prepared(int count) {
    SplittableRandom random = new SplittableRandom(3);
    int[][] ids = new int[count][];
    List<LabelledPost> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids[i] = new int[1 + random.nextInt(40)];
      posts.add(new LabelledPost(Post.ofText("p" + i, "words"), Sentiment.NEUTRAL, Map.of()));
    }
    return new Prepared<>(new TrainingPart(posts), List.of(new Inputs.Tokens(ids)));
  }
}
