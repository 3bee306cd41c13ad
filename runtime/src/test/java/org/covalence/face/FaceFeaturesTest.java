package org.covalence.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaceFeaturesTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  private static Face face(double probability, double share, Double... expression) {
    return new Face(0, 0, 1, 1, probability, share, List.of(expression));
  }

  @Test
  void aPictureWithoutFaces_isZeros() {
    assertThat(FaceFeatures.of(List.of())).hasSize(FaceFeatures.WIDTH).containsOnly(0);
  }

  @Test
  void whatMayBeNoFace_doesNotCount() {
    Face unsure = face(0.95, 0.5, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0);

    assertThat(FaceFeatures.of(List.of(unsure))).containsOnly(0);
  }

  @Test
  void twoFaces_areCountedMeasuredAndAveragedByTheirSides() {
    Face large = face(1, 0.36, 0.1, 0.0, 0.0, 0.9, 0.0, 0.0, 0.0);
    Face small = face(1, 0.09, 0.4, 0.2, 0.0, 0.3, 0.0, 0.1, 0.0);

    double[] features = FaceFeatures.of(List.of(large, small));

    assertThat(features)
        .containsExactly(
            new double[] {
              1,
              2,
              Math.log(3),
              0.6,
              // two thirds of the large one's, one third of the small one's
              0.2,
              0.2 / 3,
              0,
              0.7,
              0,
              0.1 / 3,
              0,
              0.1,
              0,
              0,
              0.9,
              0,
              0,
              0,
              0.4,
              0.2,
              0,
              0.9,
              0,
              0.1,
              0
            },
            CLOSE);
  }

  @Test
  void aCrowd_isFiveAndALogarithm() {
    Face one = face(1, 0.01, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0);

    double[] features = FaceFeatures.of(Collections.nCopies(40, one));

    assertThat(features[1]).isEqualTo(5);
    assertThat(features[2]).isCloseTo(Math.log(41), CLOSE);
    assertThat(features[10]).isCloseTo(1, CLOSE);
  }
}
