package org.covalence.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * An ONNX file that was looked through in Java before native code may see it: it is whole, it keeps
 * its weights inside (external data could name any file of the disk), and it says what goes in and
 * out.
 */
public final class OnnxFile {
  /** The largest file that is read; PyTorch exports larger ones with external data only. */
  public static final long MAX_BYTES = 1L << 30;

  private final byte[] bytes;
  private final String place;
  private final String sha256;
  private final String producer;
  private final List<Port> inputs;
  private final List<Port> outputs;

  /**
   * One input or output of a graph.
   *
   * @param elementType ONNX's number for the element type; 1 is float32, 7 is int64
   * @param shape one entry a dimension; -1 where it is free
   */
  public record Port(String name, int elementType, List<Long> shape) {
    public static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    public static final int INT32 = TensorProto.DataType.INT32_VALUE;

    public boolean isFloat() {
      return elementType == FLOAT;
    }

    @Override
    public String toString() {
      return name
          + " ["
          + shape.stream().map(d -> d < 0 ? "?" : Long.toString(d)).collect(Collectors.joining(","))
          + "]";
    }
  }

  private OnnxFile(byte[] bytes, String place, ModelProto model) {
    this.bytes = bytes;
    this.place = place;
    this.sha256 = ContentHash.ofBytes(bytes);
    this.producer = model.getProducerName();
    GraphProto graph = model.getGraph();
    Set<String> weights =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    this.inputs =
        graph.getInputList().stream()
            .filter(i -> !weights.contains(i.getName()))
            .map(OnnxFile::port)
            .toList();
    this.outputs = graph.getOutputList().stream().map(OnnxFile::port).toList();
  }

  /** Reads and checks a file. */
  public static OnnxFile read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw CovalenceException.data(
            "expected an ONNX file of at most " + MAX_BYTES + " bytes, found " + size,
            file.toString(),
            "use a smaller network");
      }
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw CovalenceException.data(
          "there is no such file", file.toString(), "check the name of the ONNX file", e);
    } catch (IOException e) {
      throw CovalenceException.data(
          "cannot be read (" + e.getMessage() + ")",
          file.toString(),
          "check that it is a readable file",
          e);
    }
  }

  /** Checks a graph in memory; {@code place} names it in messages. The array is not copied. */
  public static OnnxFile of(byte[] bytes, String place) {
    ModelProto model;
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.setRecursionLimit(64);
      model = ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw CovalenceException.data(
          "not an ONNX file, or a damaged one (" + e.getMessage() + ")",
          place,
          "fetch or write the file again",
          e);
    } catch (IOException e) {
      throw new AssertionError("reading from memory cannot fail", e);
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw CovalenceException.data(
          "expected an ONNX graph, found none", place, "fetch or write the file again");
    }
    refuseExternalData(model, place);
    return new OnnxFile(bytes, place, model);
  }

  /**
   * Goes through every message of the model, so that no tensor is forgotten wherever ONNX lets one
   * stand: in weights, sparse weights, attributes, inner graphs, functions.
   */
  private static void refuseExternalData(Message message, String place) {
    if (message instanceof TensorProto weight) {
      refuseExternal(weight, place);
    }
    for (Object field : message.getAllFields().values()) {
      if (field instanceof Message part) {
        refuseExternalData(part, place);
      } else if (field instanceof List<?> parts) {
        for (Object part : parts) {
          if (!(part instanceof Message inner)) {
            break;
          }
          refuseExternalData(inner, place);
        }
      }
    }
  }

  private static void refuseExternal(TensorProto weight, String place) {
    if (weight.getExternalDataCount() > 0
        || weight.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      throw CovalenceException.data(
          "weights outside the file (" + weight.getName() + ") are refused",
          place,
          "save the network as one file, with its weights inside");
    }
  }

  private static Port port(ValueInfoProto value) {
    TensorShapeProto shape = value.getType().getTensorType().getShape();
    return new Port(
        value.getName(),
        value.getType().getTensorType().getElemType(),
        shape.getDimList().stream().map(d -> d.hasDimValue() ? d.getDimValue() : -1L).toList());
  }

  /** The file's content. Not a copy. */
  byte[] content() {
    return bytes;
  }

  /** A copy of the file's content. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What messages call this file. */
  public String place() {
    return place;
  }

  /** SHA-256 of the content. */
  public String sha256() {
    return sha256;
  }

  /** The program that wrote the file; empty where it doesn't say. */
  public String producer() {
    return producer;
  }

  /** What goes in, weights left out. */
  public List<Port> inputs() {
    return inputs;
  }

  public List<Port> outputs() {
    return outputs;
  }

  /** The output called {@code name}. */
  public Optional<Port> output(String name) {
    return outputs.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** The input called {@code name}. */
  public Optional<Port> input(String name) {
    return inputs.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
