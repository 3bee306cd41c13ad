package org.covalence.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.split.LabelledPost;
import org.covalence.split.TestPart;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

class ScoredTest {
  private static final TestPart PART =
      new TestPart(
          List.of(
              new LabelledPost(Post.ofText("a", "so good"), Sentiment.POSITIVE),
              new LabelledPost(Post.ofText("b", "well"), Sentiment.NEUTRAL),
              new LabelledPost(Post.ofText("c", "no"), Sentiment.NEGATIVE)));

  private static Prediction prediction(String id, double... probabilities) {
    return Prediction.of(id, probabilities, new TreeSet<>(List.of(Modality.TEXT)), Map.of());
  }

  @Test
  void predictions_inAnyOrder_stayWithTheirPosts() {
    Scored scored =
        Scored.of(
            PART,
            List.of(
                prediction("c", 0.8, 0.1, 0.1),
                prediction("a", 0.1, 0.1, 0.8),
                prediction("b", 0.6, 0.3, 0.1)));
    assertThat(scored.part()).isEqualTo("test");
    assertThat(scored.ids()).containsExactly("a", "b", "c");
    assertThat(scored.truth()).containsExactly(2, 1, 0);
    assertThat(scored.predicted()).containsExactly(2, 0, 0);
  }

  @Test
  void missingAndExtraPredictions_areListedTogether() {
    assertThatThrownBy(
            () -> Scored.of(PART, List.of(prediction("a", 0, 0, 1), prediction("x", 0, 0, 1))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("2 missing: b, c")
        .hasMessageContaining("1 extra: x")
        .hasMessageContaining("predictions for the test part");
  }

  @Test
  void aPostPredictedTwice_isNamed() {
    assertThatThrownBy(
            () ->
                Scored.of(
                    PART,
                    List.of(
                        prediction("a", 0, 0, 1),
                        prediction("a", 1, 0, 0),
                        prediction("b", 1, 0, 0),
                        prediction("c", 1, 0, 0))))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("found twice: a");
  }

  @Test
  void anEmptyPart_isAFaultOfTheData() {
    assertThatThrownBy(() -> Scored.of(new TestPart(List.of()), List.of()))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(CovalenceException.Fault.DATA);
              assertThat(e.where()).isEqualTo("the test part");
            });
  }

  @Test
  void longLists_areCutWithTheirCount() {
    List<String> ids = Systems.ids(30);
    assertThatThrownBy(
            () -> Ids.positions(ids, List.of(), "the predictions of a", "name each post"))
        .hasMessageContaining("30 missing: p0, p1")
        .hasMessageContaining("p19 and 10 more")
        .hasMessageContaining("name each post");
  }

  @Test
  void arrays_areCopiedBothWays() {
    int[] truth = {0};
    Scored scored = Scored.of("test", List.of("a"), truth, new int[] {1});
    truth[0] = 2;
    scored.predicted()[0] = 2;
    assertThat(scored.truth()).containsExactly(0);
    assertThat(scored.predicted()).containsExactly(1);
  }

  @Test
  void arraysOfAnotherLength_areABug() {
    assertThatThrownBy(() -> Scored.of("test", List.of("a"), new int[2], new int[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
