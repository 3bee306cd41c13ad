package org.covalence.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
  @Test
  void aGraph_givesWhatWasAskedFor() {
    try (OnnxGraph graph = OnnxGraph.load(OnnxFileTest.doubling().file("doubling.onnx"), 1)) {
      FloatArray y = run(graph, new FloatArray(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));

      assertThat(y.shape()).containsExactly(2, 3);
      assertThat(y.values()).containsExactly(2, 4, 6, 8, 10, 12);
      assertThat(y.row(1)).containsExactly(8, 10, 12);
    }
  }

  @Test
  void aGraph_runsInManyThreadsAtOnce() {
    try (OnnxGraph graph = OnnxGraph.load(OnnxFileTest.doubling().file("doubling.onnx"), 1)) {
      assertThat(
              IntStream.range(0, 500)
                  .parallel()
                  .mapToObj(i -> run(graph, new FloatArray(new float[] {i, 0, -i}, 1, 3)).values())
                  .toList())
          .satisfies(
              all -> {
                for (int i = 0; i < 500; i++) {
                  assertThat(all.get(i)).containsExactly(2 * i, 0, -2 * i);
                }
              });
    }
  }

  /** ONNX Runtime 1.29.0 died of a command line above 4 kB, such as a long class path makes. */
  @Test
  void aLongCommandLine_doesNotStopANetworkFromLoading() throws Exception {
    Process process = ChildProcess.start(LoadsANetwork.class, "x".repeat(20_000));

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).endsWith("loaded");
  }

  static final class LoadsANetwork {
    public static void main(String[] arguments) {
      try (OnnxGraph graph = OnnxGraph.load(OnnxFileTest.doubling().file("doubling.onnx"), 1)) {
        run(graph, new FloatArray(new float[3], 1, 3));
        System.out.println("loaded");
      }
    }
  }

  @Test
  void wholeNumbers_goInAsSuch() {
    OnnxFile file =
        new GraphBuilder()
            .input("ids", GraphBuilder.INT64, "batch")
            .floats("table", new float[] {0, 1, 20, 21}, 2, 2)
            .node("Gather", "y", List.of("table", "ids"))
            .output("y", GraphBuilder.FLOAT, "batch", 2)
            .file("gather.onnx");
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      FloatArray y =
          graph.run(Map.of("ids", new LongArray(new long[] {1, 0}, 2)), Set.of("y")).get("y");

      assertThat(y.values()).containsExactly(20, 21, 0, 1);
    }
  }

  @Test
  void aNetworkThatOnnxRuntimeDoesNotKnow_isAFaultOfItsFile() {
    OnnxFile file =
        new GraphBuilder()
            .input("x", GraphBuilder.FLOAT, 1)
            .node("Imagine", "y", List.of("x"))
            .output("y", GraphBuilder.FLOAT, 1)
            .file("odd.onnx");

    assertThatThrownBy(() -> OnnxGraph.load(file, 1))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("ONNX Runtime cannot load the network")
        .hasMessageContaining("odd.onnx");
  }

  @Test
  void inputsThatDoNotFit_areAFaultOfTheFile() {
    try (OnnxGraph graph = OnnxGraph.load(OnnxFileTest.doubling().file("doubling.onnx"), 1)) {
      assertThatThrownBy(() -> run(graph, new FloatArray(new float[4], 1, 4)))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("doubling.onnx");
      assertThatThrownBy(() -> graph.run(Map.of(), Set.of("y")))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("doubling.onnx");
      assertThatThrownBy(
              () -> graph.run(Map.of("x", new LongArray(new long[3], 1, 3)), Set.of("y")))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("doubling.onnx");
    }
  }

  @Test
  void anOutputThatHoldsNoFloats_isAFaultOfTheFile() {
    OnnxFile file =
        new GraphBuilder()
            .input("x", GraphBuilder.FLOAT, "batch", 3)
            .node("ArgMax", "y", List.of("x"), GraphBuilder.attribute("axis", 1))
            .output("y", GraphBuilder.INT64, "batch", 1)
            .file("argmax.onnx");
    try (OnnxGraph graph = OnnxGraph.load(file, 1)) {
      assertThatThrownBy(() -> run(graph, new FloatArray(new float[3], 1, 3)))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("argmax.onnx");
    }
  }

  @Test
  void valuesThatDoNotFillTheirShape_areNoArray() {
    assertThatThrownBy(() -> new FloatArray(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LongArray(new long[0], Long.MAX_VALUE, 4))
        .isInstanceOf(ArithmeticException.class);
  }

  private static FloatArray run(OnnxGraph graph, FloatArray x) {
    return graph.run(Map.of("x", x), Set.of("y")).get("y");
  }
}
