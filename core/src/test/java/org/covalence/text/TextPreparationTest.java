package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextPreparationTest {
  private static final TextPreparation PREPARATION = new TextPreparation(4, true);
  private static final Vocabulary VOCABULARY =
      PREPARATION.vocabulary(
          List.of(PREPARATION.words("good morning world !")), 1, Optional.empty());

  @Test
  void tokens_areIdsCutToTheMost() {
    int[] ids = PREPARATION.tokens("Good MORNING, world and all!", VOCABULARY);

    assertThat(ids)
        .containsExactly(
            VOCABULARY.id("good"),
            VOCABULARY.id("morning"),
            Vocabulary.UNKNOWN,
            VOCABULARY.id("world"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "RT @ann: ", "\u200b\r\n"})
  void tokens_ofATextWithoutWords_areNone(String text) {
    assertThat(PREPARATION.tokens(text, VOCABULARY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4097})
  void maxTokens_outOfRange_isAUsageFault(int maxTokens) {
    assertThatThrownBy(() -> new TextPreparation(maxTokens, true))
        .isInstanceOfSatisfying(
            CovalenceException.class,
            e -> assertThat(e.fault()).isEqualTo(CovalenceException.Fault.USAGE));
  }
}
