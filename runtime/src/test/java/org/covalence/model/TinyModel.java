package org.covalence.model;

import static org.covalence.graph.GraphBuilder.FLOAT;
import static org.covalence.graph.GraphBuilder.INT64;
import static org.covalence.graph.GraphBuilder.attribute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.covalence.graph.GraphBuilder;
import org.covalence.graph.OnnxFile;
import org.covalence.image.ImagePreparation;
import org.covalence.post.Modality;
import org.covalence.predict.Nonconformity;
import org.covalence.predict.PredictionSets;
import org.covalence.text.TextPreparation;
import org.covalence.text.Vocabulary;

/**
 * A model small enough to be reckoned by hand. A text is the mean of two numbers a word: its id
 * over ten, and one. A picture is the mean of its red, green and blue from 0 to 1. The weights are
 * even over what is present; the scores are the weighed sum of both through fixed matrices.
 *
 * @param modalities in order
 */
public record TinyModel(List<Modality> modalities, double temperature, boolean weighs) {
  public static final TinyModel BOTH =
      new TinyModel(List.of(Modality.TEXT, Modality.IMAGE), 1, true);

  /** Side of the pictures it sees. */
  public static final int SIDE = 8;

  /** Classes × numbers of a text, row by row. */
  public static final float[] OF_TEXT = {0.5f, -1, 2, 0.25f, -3, 1};

  /** Classes × numbers of a picture, row by row. */
  public static final float[] OF_IMAGE = {1, -1, 0.5f, 2, 0, -2, 0.75f, 3, -0.5f};

  /** Sets of a bound of 0.4 up to a coverage of 0.89, and from there on of every class. */
  public static final PredictionSets SETS =
      new PredictionSets(
          Nonconformity.ADAPTIVE,
          9,
          IntStream.rangeClosed(50, 99).mapToObj(percent -> percent < 90 ? 0.4 : 1.0).toList());

  private static final Map<Modality, Integer> WIDTHS = Map.of(Modality.TEXT, 2, Modality.IMAGE, 3);

  public static TinyModel of(Modality... modalities) {
    return new TinyModel(List.of(modalities), 1, true);
  }

  public static Vocabulary vocabulary() {
    return TextPreparation.DEFAULT.vocabulary(
        List.of(List.of("good", "bad", "plain", "day")), 1, Optional.empty());
  }

  public void write(Path folder) {
    write(folder, Map.of("metrics.json", "{}\n"));
  }

  void write(Path folder, Map<String, String> extra) {
    ModelFolder.write(folder, description(), graphs(), fusion(), words(), extra);
  }

  Optional<Vocabulary> words() {
    return modalities.contains(Modality.TEXT) ? Optional.of(vocabulary()) : Optional.empty();
  }

  ModelDescription description() {
    List<EncoderDescription> encoders = new ArrayList<>();
    for (Modality modality : modalities) {
      boolean text = modality.equals(Modality.TEXT);
      encoders.add(
          new EncoderDescription(
              modality.name(),
              modality,
              text ? "lstm" : "onnx",
              Map.of("width", "2"),
              !text,
              Optional.of(
                  new EncoderDescription.Network(
                      modality + ".onnx", text ? "tokens" : "image", "pooled")),
              WIDTHS.get(modality),
              Optional.empty(),
              text
                  ? new Preparation.Tokens(new TextPreparation(6, true))
                  : new Preparation.Picture(
                      new ImagePreparation(SIDE, SIDE, ImagePreparation.Scaling.of(0, 255)))));
    }
    return new ModelDescription(
        "0.1.0",
        encoders,
        "attention",
        Map.of("width", "2"),
        temperature,
        Optional.of(SETS),
        Map.of("seed", "1"));
  }

  Map<String, OnnxFile> graphs() {
    Map<String, OnnxFile> graphs = new TreeMap<>();
    for (Modality modality : modalities) {
      graphs.put(modality.name(), modality.equals(Modality.TEXT) ? text() : image());
    }
    return graphs;
  }

  private static OnnxFile text() {
    int words = vocabulary().size();
    float[] table = new float[words * 2];
    for (int id = 0; id < words; id++) {
      table[2 * id] = id / 10f;
      table[2 * id + 1] = 1;
    }
    return new GraphBuilder()
        .input("tokens", INT64, "batch", "steps")
        .floats("table", table, words, 2)
        .longs("padding", 0)
        .longs("one", 1)
        .longs("two", 2)
        .node("Gather", "vectors", List.of("table", "tokens"))
        .node("Equal", "absent", List.of("tokens", "padding"))
        .node("Not", "present", List.of("absent"))
        .node("Cast", "mask", List.of("present"), attribute("to", FLOAT))
        .node("Unsqueeze", "column", List.of("mask", "two"))
        .node("Mul", "masked", List.of("vectors", "column"))
        .node("ReduceSum", "sum", List.of("masked", "one"), attribute("keepdims", 0))
        .node("ReduceSum", "count", List.of("mask", "one"), attribute("keepdims", 1))
        .node("Div", "pooled", List.of("sum", "count"))
        .output("pooled", FLOAT, "batch", 2)
        .file("text");
  }

  private static OnnxFile image() {
    return new GraphBuilder()
        .input("image", FLOAT, "batch", 3, SIDE, SIDE)
        .node("GlobalAveragePool", "mean", List.of("image"))
        .node("Flatten", "pooled", List.of("mean"))
        .output("pooled", FLOAT, "batch", 3)
        .file("image");
  }

  OnnxFile fusion() {
    GraphBuilder graph =
        new GraphBuilder()
            .input("presence", FLOAT, "batch", modalities.size())
            .longs("one", 1)
            .node("ReduceSum", "present", List.of("presence", "one"), attribute("keepdims", 1))
            .node("Div", "weights", List.of("presence", "present"));
    List<String> terms = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      Modality modality = modalities.get(m);
      String name = modality.name();
      int width = WIDTHS.get(modality);
      graph
          .input(name, FLOAT, "batch", width)
          .floats(name + "-matrix", modality.equals(Modality.TEXT) ? OF_TEXT : OF_IMAGE, 3, width)
          .node("Transpose", name + "-columns", List.of(name + "-matrix"))
          .node("MatMul", name + "-scores", List.of(name, name + "-columns"))
          .longs(name + "-from", m)
          .longs(name + "-to", m + 1)
          .node("Slice", name + "-weight", slice(name))
          .node("Mul", name + "-weighed", List.of(name + "-scores", name + "-weight"));
      terms.add(name + "-weighed");
    }
    graph.node("Sum", "logits", terms).output("logits", FLOAT, "batch", 3);
    if (weighs) {
      graph.output("weights", FLOAT, "batch", modalities.size());
    }
    return graph.file("fusion");
  }

  private static List<String> slice(String name) {
    return List.of("weights", name + "-from", name + "-to", "one");
  }

  @Override
  public String toString() {
    return modalities.stream().map(Modality::name).collect(Collectors.joining("+"))
        + (weighs ? "" : " without weights")
        + " at "
        + Arrays.toString(new double[] {temperature});
  }
}
