package org.covalence.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxFileTest {
  @Test
  void aGraph_tellsItsPortsAndItsHash(@TempDir Path folder) throws IOException {
    byte[] bytes = doubling().model().toByteArray();
    Path path = Files.write(folder.resolve("doubling.onnx"), bytes);

    OnnxFile file = OnnxFile.read(path);

    assertThat(file.inputs())
        .containsExactly(new OnnxFile.Port("x", GraphBuilder.FLOAT, List.of(-1L, 3L)));
    assertThat(file.output("y")).map(OnnxFile.Port::toString).contains("y [?,3]");
    assertThat(file.input("two")).as("weights are no inputs").isEmpty();
    assertThat(file.output("z")).isEmpty();
    assertThat(file.sha256()).isEqualTo(ContentHash.ofBytes(bytes));
    assertThat(file.bytes()).isEqualTo(bytes);
    assertThat(file.producer()).isEqualTo("tests");
    assertThat(file.place()).isEqualTo(path.toString());
  }

  @Test
  void weightsThatAreDeclaredAsInputsToo_areNoInputs() {
    OnnxFile file = doubling().input("two", GraphBuilder.FLOAT, 3).file("old.onnx");

    assertThat(file.inputs()).extracting(OnnxFile.Port::name).containsExactly("x");
  }

  @Test
  void aFileThatIsNotThere_isToldByItsName(@TempDir Path folder) {
    assertThatThrownBy(() -> OnnxFile.read(folder.resolve("none.onnx")))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("there is no such file")
        .hasMessageContaining("none.onnx");
    assertThatThrownBy(() -> OnnxFile.read(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(folder.toString());
  }

  static Stream<byte[]> foreign() {
    return Stream.of(
        new byte[0],
        new byte[] {0},
        new byte[1000],
        "<!DOCTYPE html><html>not found</html>".getBytes(StandardCharsets.UTF_8),
        "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.UTF_8),
        new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0},
        ModelProto.getDefaultInstance().toByteArray(),
        ModelProto.newBuilder()
            .setGraph(GraphProto.newBuilder().setName("x"))
            .build()
            .toByteArray());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatIsNoGraph_isRefused(byte[] bytes) {
    assertThatThrownBy(() -> OnnxFile.of(bytes, "odd.onnx"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("odd.onnx");
  }

  @Test
  void aGraphCutOffAnywhere_isRefusedBeforeItRuns() {
    byte[] whole = doubling().model().toByteArray();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> OnnxGraph.load(OnnxFile.of(cut, "cut.onnx"), 1).close())
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("cut.onnx");
    }
  }

  static Map<String, ModelProto> external() {
    TensorProto outside =
        TensorProto.newBuilder()
            .setName("stolen")
            .setDataType(GraphBuilder.FLOAT)
            .addDims(3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
            .build();
    TensorProto onlyNamed = outside.toBuilder().clearDataLocation().build();
    AttributeProto tensor = AttributeProto.newBuilder().setName("value").setT(outside).build();
    NodeProto constant =
        NodeProto.newBuilder().setOpType("Constant").addOutput("c").addAttribute(tensor).build();
    GraphProto branch = GraphProto.newBuilder().setName("branch").addNode(constant).build();
    SparseTensorProto sparse = SparseTensorProto.newBuilder().setValues(outside).build();
    return Map.of(
        "initializer", model(g -> g.addInitializer(outside)),
        "without its mark", model(g -> g.addInitializer(onlyNamed)),
        "node", model(g -> g.addNode(constant)),
        "branch", model(g -> g.addNode(node(AttributeProto.newBuilder().setG(branch)))),
        "branches", model(g -> g.addNode(node(AttributeProto.newBuilder().addGraphs(branch)))),
        "list", model(g -> g.addNode(node(AttributeProto.newBuilder().addTensors(outside)))),
        "sparse initializer", model(g -> g.addSparseInitializer(sparse)),
        "sparse attribute",
            model(g -> g.addNode(node(AttributeProto.newBuilder().setSparseTensor(sparse)))),
        "function",
            doubling().model().toBuilder()
                .addFunctions(FunctionProto.newBuilder().setName("f").addNode(constant))
                .build());
  }

  static Stream<String> placesOfExternalData() {
    return external().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("placesOfExternalData")
  void weightsOutsideOfTheFile_areRefusedWhereverTheyStand(String where) {
    byte[] bytes = external().get(where).toByteArray();

    assertThatThrownBy(() -> OnnxFile.of(bytes, "network.onnx"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("weights outside the file (stolen) are refused, in network.onnx");
  }

  @Test
  void graphsInGraphsWithoutEnd_areRefused() {
    byte[] inner = doubling().model().getGraph().toByteArray();
    for (int depth = 0; depth < 500; depth++) {
      byte[] attribute = field(AttributeProto.G_FIELD_NUMBER, inner);
      byte[] node = field(NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute);
      inner = field(GraphProto.NODE_FIELD_NUMBER, node);
    }
    byte[] bytes = field(ModelProto.GRAPH_FIELD_NUMBER, inner);

    assertThatThrownBy(() -> OnnxFile.of(bytes, "bomb.onnx"))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("bomb.onnx");
  }

  /** A message's bytes as a field; protobuf itself would overflow the stack in writing so many. */
  private static byte[] field(int number, byte[] message) {
    return UnknownFieldSet.newBuilder()
        .addField(
            number,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(message))
                .build())
        .build()
        .toByteArray();
  }

  private static NodeProto node(AttributeProto.Builder attribute) {
    return NodeProto.newBuilder().setOpType("If").addAttribute(attribute.setName("a")).build();
  }

  private static ModelProto model(Consumer<GraphProto.Builder> spoil) {
    GraphBuilder builder = doubling();
    spoil.accept(builder.graph());
    return builder.model();
  }

  static GraphBuilder doubling() {
    return new GraphBuilder()
        .input("x", GraphBuilder.FLOAT, "batch", 3)
        .floats("two", new float[] {2, 2, 2}, 3)
        .node("Mul", "y", List.of("x", "two"))
        .output("y", GraphBuilder.FLOAT, "batch", 3);
  }
}
