package org.covalence.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  @Test
  void probabilities_areSharesOfExponentials() {
    assertThat(Softmax.of(new double[] {0, Math.log(3)}, 1))
        .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
    assertThat(Softmax.of(new double[] {0, 2 * Math.log(3)}, 2))
        .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
  }

  @Test
  void hugeScores_giveProbabilities() {
    double[] probabilities = Softmax.of(new double[] {1e6, -1e6, 1e6}, 0.05);
    assertThat(Arrays.stream(probabilities).sum()).isEqualTo(1);
    assertThat(probabilities).containsExactly(0.5, 0, 0.5);
  }
}
