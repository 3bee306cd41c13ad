package org.covalence.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.covalence.layer.Phase;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FrozenStatesTest {
  private static final FrozenStates ENCODER = new FrozenStates(3, 2);

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void aRow_isTakenApartAndWhatFillsItUpDoesNotCount() {
    float[] rows = {
      2, 10, 11, 12, 1, 2, 3, 4, 9, 9, //
      3, 20, 21, 22, 5, 6, 7, 8, 9, 10,
    };
    try (PointerScope scope = new PointerScope()) {
      Encoded encoded = ENCODER.forward(Tensors.of(rows, 2, 10), Phase.INFERENCE);

      assertThat(Tensors.shape(encoded.states())).containsExactly(2, 3, 2);
      assertThat(Tensors.values(encoded.states()))
          .containsExactly(1, 2, 3, 4, 9, 9, 5, 6, 7, 8, 9, 10);
      assertThat(Tensors.shape(encoded.mask())).containsExactly(2, 3);
      assertThat(Tensors.values(encoded.mask())).containsExactly(1, 1, 0, 1, 1, 1);
      assertThat(Tensors.values(encoded.pooled())).containsExactly(10, 11, 12, 20, 21, 22);
      assertThat(ENCODER.width()).isEqualTo(3);
      assertThat(ENCODER.stateWidth()).contains(2);
      assertThat(ENCODER.write("frozen")).isEmpty();
    }
  }
}
