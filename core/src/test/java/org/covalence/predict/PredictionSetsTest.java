package org.covalence.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionSetsTest {
  /** The bound of a coverage of x per cent is x per cent. */
  private static final List<Double> BOUNDS =
      IntStream.rangeClosed(50, 99).mapToObj(percent -> percent / 100.0).toList();

  private static PredictionSets sets(Nonconformity score) {
    return new PredictionSets(score, 7, BOUNDS);
  }

  private static Prediction prediction(double... probabilities) {
    return Prediction.of("1", probabilities, new TreeSet<>(List.of(Modality.TEXT)), Map.of());
  }

  @Test
  void adaptiveScore_isTheProbabilityOfWhatIsLikelier() {
    double[] probabilities = {0.25, 0.25, 0.5};
    assertThat(Nonconformity.ADAPTIVE.of(probabilities, 2)).isZero();
    assertThat(Nonconformity.ADAPTIVE.of(probabilities, 0)).isEqualTo(0.5);
    assertThat(Nonconformity.ADAPTIVE.of(probabilities, 1)).isEqualTo(0.75);
    assertThat(Nonconformity.THRESHOLD.of(probabilities, 1)).isEqualTo(0.75);
  }

  @ParameterizedTest
  @EnumSource(Nonconformity.class)
  void scores_stayWithinZeroAndOne_whereRoundingDoesNot(Nonconformity score) {
    double[] probabilities = {0.5004, 0.5004, 0};
    for (int k = 0; k < 3; k++) {
      assertThat(score.of(probabilities, k)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void set_holdsTheClassesUpToTheBound() {
    PredictionSets sets = sets(Nonconformity.ADAPTIVE);
    assertThat(sets.addTo(prediction(0.25, 0.25, 0.5), 0.5).set())
        .contains(new TreeSet<>(List.of(Sentiment.NEGATIVE, Sentiment.POSITIVE)));
    assertThat(sets.addTo(prediction(0, 0.4, 0.6), 0.5).set())
        .contains(new TreeSet<>(List.of(Sentiment.POSITIVE)));
    assertThat(sets.addTo(prediction(0.1, 0.4, 0.5), 0.9).set())
        .contains(new TreeSet<>(List.of(Sentiment.values())));
  }

  @Test
  void restOfThePrediction_staysAsItWas() {
    Prediction prediction = prediction(0.1, 0.4, 0.5).abstainingBelow(0.6);
    Prediction with = sets(Nonconformity.ADAPTIVE).addTo(prediction, 0.9);
    assertThat(with.abstained()).isTrue();
    assertThat(with.label()).isEqualTo(Sentiment.POSITIVE);
    assertThat(with.probabilities()).isEqualTo(prediction.probabilities());
  }

  @Test
  void coverageBetweenTwoHundredths_isRoundedUp() {
    PredictionSets sets = sets(Nonconformity.THRESHOLD);
    for (int percent = 50; percent <= 99; percent++) {
      assertThat(sets.bound(percent / 100.0)).isEqualTo(percent / 100.0);
    }
    assertThat(sets.bound(0.901)).isEqualTo(0.91);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4999, 0.9901, 1, 90, -1, Double.NaN})
  void coverageThatIsNotKept_isRefused(double coverage) {
    assertThatThrownBy(() -> sets(Nonconformity.ADAPTIVE).bound(coverage))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("expected a coverage from 0.50 to 0.99");
  }

  @Test
  void boundsThatMakeNoSense_areRefused() {
    List<Double> falling = new ArrayList<>(BOUNDS);
    Collections.reverse(falling);
    List<Double> nan = new ArrayList<>(BOUNDS);
    nan.set(3, Double.NaN);
    for (List<Double> bad : List.of(falling, nan, BOUNDS.subList(0, 5), List.<Double>of())) {
      assertThatThrownBy(() -> new PredictionSets(Nonconformity.ADAPTIVE, 7, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PredictionSets(Nonconformity.ADAPTIVE, 0, BOUNDS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void prediction_abstainsBelowItsConfidenceAlone() {
    Prediction prediction = prediction(0.1, 0.3, 0.6);
    assertThat(prediction.confidence()).isEqualTo(0.6);
    assertThat(prediction.abstainingBelow(0.6).abstained()).isFalse();
    assertThat(prediction.abstainingBelow(0.61).abstained()).isTrue();
    assertThat(prediction.abstained()).isFalse();
    assertThat(prediction.set()).isEmpty();
  }
}
