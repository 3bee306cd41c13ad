package org.covalence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {
  @Test
  void object_oneObject_isRead() throws StrictJson.NotAnObject {
    assertThat(StrictJson.object(" {\"a\": [1, null]} ").toString()).isEqualTo("{\"a\":[1,null]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[1]",
        "\"a\"",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "{\"a\":01}"
      })
  void object_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> StrictJson.object(text))
        .isInstanceOf(StrictJson.NotAnObject.class)
        .hasMessageStartingWith("expected one JSON object, found ");
  }

  @Test
  void object_deeplyNested_isRefused() {
    String deep = "{\"a\":".repeat(100_000);

    assertThatThrownBy(() -> StrictJson.object(deep)).isInstanceOf(StrictJson.NotAnObject.class);
  }
}
