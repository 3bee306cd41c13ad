package org.covalence.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.covalence.graph.OnnxFile;

/**
 * Builds one ONNX graph, node by node. Values are known by the names that its methods return;
 * layers pass them on. Operator set 17 and IR version 8, which every ONNX Runtime since 1.12 reads.
 */
public final class GraphWriter {
  private static final int OPERATOR_SET = 17;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private int count;

  /** A graph called {@code name}. */
  public GraphWriter(String name) {
    graph.setName(name);
  }

  /**
   * Declares a float input. A dimension is a number, or a word for a free one, which gets the same
   * length wherever it stands.
   */
  public String floatInput(String name, Object... shape) {
    graph.addInput(port(name, TensorProto.DataType.FLOAT_VALUE, shape));
    return name;
  }

  /** Declares an input of 64-bit whole numbers. */
  public String longInput(String name, Object... shape) {
    graph.addInput(port(name, TensorProto.DataType.INT64_VALUE, shape));
    return name;
  }

  /** Declares {@code value} to be the float output {@code name}. */
  public void floatOutput(String name, String value, Object... shape) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName("output_" + name)
            .addInput(value)
            .addOutput(name));
    graph.addOutput(port(name, TensorProto.DataType.FLOAT_VALUE, shape));
  }

  /** Weights, kept inside the file. */
  public String floats(String name, float[] values, long... shape) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return initializer(name, TensorProto.DataType.FLOAT_VALUE, buffer, shape);
  }

  /** One number. */
  public String scalar(float value) {
    return floats("scalar", new float[] {value});
  }

  /** Whole numbers, such as axes and shapes. */
  public String longs(long... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return initializer("longs", TensorProto.DataType.INT64_VALUE, buffer, values.length);
  }

  private String initializer(String name, int type, ByteBuffer buffer, long... shape) {
    String unique = unique(name);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(unique)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(buffer.array()));
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return unique;
  }

  /**
   * Adds a node of one output. An input may be the empty string where ONNX lets one be left out.
   */
  public String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return nodes(operator, 1, inputs, attributes).get(0);
  }

  /** An operator with its attributes, for a node that is added later. */
  public record Node(String operator, List<AttributeProto> attributes) {
    public Node {
      attributes = List.copyOf(attributes);
    }

    /** An operator without any. */
    public Node(String operator) {
      this(operator, List.of());
    }

    /** The same with one attribute more. */
    public Node with(AttributeProto attribute) {
      return new Node(operator, Stream.concat(attributes.stream(), Stream.of(attribute)).toList());
    }
  }

  /** As {@link #node(String, List, AttributeProto...)}. */
  public String node(Node node, List<String> inputs) {
    return node(node.operator(), inputs, node.attributes().toArray(AttributeProto[]::new));
  }

  /** Adds a node of several outputs. */
  public List<String> nodes(
      String operator, int outputs, List<String> inputs, AttributeProto... attributes) {
    String name = unique(operator);
    List<String> values =
        IntStream.range(0, outputs).mapToObj(i -> i == 0 ? name : name + "_" + i).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addAllOutput(values)
            .addAllAttribute(Arrays.asList(attributes)));
    return values;
  }

  /** An attribute of one whole number. */
  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** An attribute of one number. */
  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** An attribute of several whole numbers. */
  public static AttributeProto attribute(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  /** An attribute of one word. */
  public static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** The whole graph as a checked file. */
  public OnnxFile finish() {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("covalence")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
            .setGraph(graph)
            .build();
    return OnnxFile.of(model.toByteArray(), graph.getName());
  }

  private String unique(String name) {
    return name + "_" + count++;
  }

  private static ValueInfoProto port(String name, int type, Object... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Object dimension : shape) {
      TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
      dimensions.addDim(
          dimension instanceof Number n
              ? one.setDimValue(n.longValue())
              : one.setDimParam(dimension.toString()));
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
