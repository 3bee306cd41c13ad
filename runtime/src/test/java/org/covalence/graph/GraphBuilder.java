package org.covalence.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;

/** Small ONNX graphs for tests. Values are named by the test, so that faults can name them. */
public final class GraphBuilder {
  public static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
  public static final int INT64 = TensorProto.DataType.INT64_VALUE;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");
  private String producer = "tests";

  /** An input; a dimension is a number, or a word for a free one. */
  public GraphBuilder input(String name, int type, Object... shape) {
    graph.addInput(port(name, type, shape));
    return this;
  }

  /** An output, which a node gives. */
  public GraphBuilder output(String name, int type, Object... shape) {
    graph.addOutput(port(name, type, shape));
    return this;
  }

  /** A node of one output. */
  public GraphBuilder node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(Arrays.asList(attributes)));
    return this;
  }

  public GraphBuilder floats(String name, float[] values, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    Arrays.stream(shape).forEach(tensor::addDims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  public GraphBuilder longs(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return this;
  }

  public GraphBuilder producer(String program) {
    producer = program;
    return this;
  }

  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** The graph so far, to be spoilt. */
  public GraphProto.Builder graph() {
    return graph;
  }

  public ModelProto model() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName(producer)
        .setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .build();
  }

  public OnnxFile file(String place) {
    return OnnxFile.of(model().toByteArray(), place);
  }

  private static ValueInfoProto port(String name, int type, Object... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Object dimension : shape) {
      TensorShapeProto.Dimension.Builder one = dimensions.addDimBuilder();
      if (dimension instanceof Number number) {
        one.setDimValue(number.longValue());
      } else {
        one.setDimParam(dimension.toString());
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions)))
        .build();
  }
}
