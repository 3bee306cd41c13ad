package org.covalence.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseNetNamesTest {
  @ParameterizedTest
  @CsvSource({
    "features.denseblock1.denselayer1.norm.1.weight, features.denseblock1.denselayer1.norm1.weight",
    "features.denseblock4.denselayer16.conv.2.weight, features.denseblock4.denselayer16.conv2.weight",
    "features.denseblock3.denselayer24.norm.2.running_var, features.denseblock3.denselayer24.norm2.running_var",
    "features.denseblock1.denselayer1.norm1.weight, features.denseblock1.denselayer1.norm1.weight",
    "features.transition1.norm.weight, features.transition1.norm.weight",
    "features.norm5.bias, features.norm5.bias",
    "classifier.weight, classifier.weight"
  })
  void current_takesTheDotOutOfDenseLayersAlone(String old, String name) {
    assertThat(DenseNetNames.current(tensors(old)).values())
        .extracting(WeightTensor::name)
        .containsExactly(name);
    assertThat(DenseNetNames.current(tensors(old))).containsOnlyKeys(name);
  }

  @Test
  void current_leavesOutWhatCountsBatches() {
    assertThat(DenseNetNames.current(tensors("features.norm0.num_batches_tracked"))).isEmpty();
  }

  @Test
  void current_ofTheOldAndTheNewNameTogetherIsAFault() {
    Map<String, WeightTensor> both =
        tensors("f.denselayer1.norm.1.bias", "f.denselayer1.norm1.bias");

    assertThatThrownBy(() -> DenseNetNames.current(both))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("f.denselayer1.norm1.bias");
  }

  @Test
  void current_ofAPublishedLegacyFile() {
    Map<String, WeightTensor> read = WeightFile.read(WeightFileTest.fixture("old.pth"));

    assertThat(DenseNetNames.current(read))
        .containsOnlyKeys(
            "features.denseblock1.denselayer2.norm1.weight",
            "features.denseblock1.denselayer2.conv2.weight");
  }

  private static Map<String, WeightTensor> tensors(String... names) {
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, new WeightTensor(name, new long[] {1}, new float[] {0}));
    }
    return tensors;
  }
}
