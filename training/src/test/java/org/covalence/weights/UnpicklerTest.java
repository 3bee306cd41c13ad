package org.covalence.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpicklerTest {
  private static final String STORAGE = "(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\6tQ";
  private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE;

  @Test
  void read_buildsThePlainValues() throws IOException {
    assertThat(read("N.")).isEqualTo(Unpickler.Name.NONE);
    assertThat(read("\u0088.")).isEqualTo(true);
    assertThat(read("J\u00FE\u00FF\u00FF\u00FF.")).isEqualTo(-2L);
    assertThat(read("M\u00E9\3.")).isEqualTo(1001L);
    assertThat(read("\u008A\1\u00FF.")).isEqualTo(-1L);
    assertThat(read("\u008A\0.")).isEqualTo(0L);
    assertThat(read("\u008A\tl\u00FC\u009CF\u00F9 j\u00A8P.")).isInstanceOf(BigInteger.class);
    assertThat(read("G?\u00F8\0\0\0\0\0\0.")).isEqualTo(1.5);
    assertThat(read("X\2\0\0\0\u00C3\u00A9.")).isEqualTo("é");
    assertThat(read("(U\1aK\1d.")).isEqualTo(Map.of("a", 1L));
    assertThat(read("](K\1K\2e.")).isEqualTo(List.of(1L, 2L));
    assertThat(read("K\1K\2K\3\u0087.")).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(read("U\1aq\5h\5\u0086.")).isEqualTo(List.of("a", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".", // nothing to return
        "K\1K\2.", // two things to return
        "(K\1.", // a mark left open
        "t.", // a tuple without a mark
        "K\1s.",
        "K\1(u.", // items for a number
        "(K\1u.",
        "}(K\1u.", // a key without a value
        "}}K\1s.", // a key that is a container
        "h\1.", // recalls what was not remembered
        "(q\1.", // remembers a mark
        "(0.", // takes from below a mark
        "K\1Q.", // a persistent id that is no tuple
        "(U\7storageK\1U\0010U\3cpuK\6tQ.",
        "ccollections\nOrderedDict\nK\1\u0085R.",
        "K\1)R.", // calls a number
        "ctorch._utils\n_rebuild_tensor_v2\n)R.",
        "ctorch._utils\n_rebuild_parameter\n}\u0085R.",
        "K\1}b.", // attributes of a number
        "}K\1b.",
        "K\1K\2\u0093.", // a name that is no text
        "I1\n.", // protocol 0
        "\u0080\1K\1.", // protocol 1
        "\u0080\2\u0082\1.", // EXT1
        "\u0080\2)\u0081.", // NEWOBJ
        "i__main__\nA\n.", // INST
        "P1\n.",
        "\u008B\377\377\377\177.", // LONG4 of 2 GB
        "X\377\377\377\177.", // a string of 2 GB
        "\u008D\377\377\377\377\377\377\377\377."
      })
  void read_ofNonsenseIsMalformed(String pickle) {
    assertThatThrownBy(() -> read(pickle)).isInstanceOf(MalformedPickleException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "builtins, eval",
    "torch, load",
    "torch, FloatTensor",
    "torch.storage, FloatStorage",
    "'', NONE",
    "'', ''",
    "collections, OrderedDict.fromkeys"
  })
  void read_ofAnyOtherNameIsRefused(String module, String name) {
    assertThatThrownBy(() -> read("c" + module + "\n" + name + "\n)R."))
        .hasMessageContaining("refused")
        .hasMessageContaining(name);
  }

  @Test
  void read_ofARefusedNameDoesNotLetItMoveTheCursor() {
    assertThatThrownBy(() -> read("cos\u001B[2J\nsystem" + "x".repeat(200) + "\n."))
        .hasMessageContaining("os?[2J.system")
        .hasMessageNotContaining("\u001B");
  }

  @Test
  void read_ofATensorChecksThatItStaysInItsStorage() throws IOException {
    StoredTensor whole = (StoredTensor) read(TENSOR + "K\0K\2K\3\u0086K\3K\1\u0086tR.");
    assertThat(whole.shape()).containsExactly(2, 3);

    String[] outside = {
      "K\1K\2K\3\u0086K\3K\1\u0086tR.", // one too far
      "K\0K\2K\3\u0086K\4K\1\u0086tR.",
      "K\0K\2K\3\u0086K\3\u0085tR.", // fewer strides than sizes
      "J\377\377\377\377K\1\u0085K\1\u0085tR.", // offset -1
      "K\0J\377\377\377\377\u0085K\1\u0085tR.", // size -1
      "K\0K\2\u0085J\377\377\377\377\u0085tR.", // stride -1
      "K\0\u008A\10\377\377\377\377\377\377\377\177\u0085K\2\u0085tR.", // overflows
      "J\377\377\377\377K\0\u0085K\1\u0085tR.", // offset -1 of nothing
    };
    for (String arguments : outside) {
      assertThatThrownBy(() -> read(TENSOR + arguments))
          .as(arguments)
          .isInstanceOf(MalformedPickleException.class);
    }
  }

  @Test
  void read_ofAStorageDescribedTwiceIsMalformed() {
    assertThatThrownBy(() -> read(STORAGE + STORAGE.replace("K\6", "K\7") + "\u0086."))
        .isInstanceOf(MalformedPickleException.class)
        .hasMessageContaining("two ways");
  }

  @Test
  void read_ofDeepNestingStops() {
    assertThatThrownBy(() -> read("(".repeat(2000)))
        .isInstanceOf(MalformedPickleException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void read_ofObjectsWithoutEndStops() {
    assertThatThrownBy(() -> read("}".repeat(1_100_000)))
        .isInstanceOf(MalformedPickleException.class)
        .hasMessageContaining("objects");
  }

  @Test
  void read_ofAListThatHoldsItselfEnds() throws IOException {
    assertThat(read("]q\1h\1a.")).isInstanceOf(List.class);
  }

  @Test
  void read_pastItsLimitStops() {
    PickleInput in = new PickleInput(bytes("K\1K\2\u0086."), 3);

    assertThatThrownBy(() -> new Unpickler(in, "test").read())
        .isInstanceOf(MalformedPickleException.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void read_ofACutPickleReachesItsEnd() {
    assertThatThrownBy(() -> read("X\5\0\0\0ab")).isInstanceOf(EOFException.class);
  }

  private static Object read(String pickle) throws IOException {
    return new Unpickler(new PickleInput(bytes(pickle), Long.MAX_VALUE), "test").read();
  }

  private static ByteArrayInputStream bytes(String pickle) {
    return new ByteArrayInputStream(pickle.getBytes(StandardCharsets.ISO_8859_1));
  }
}
