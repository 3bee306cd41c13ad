package org.covalence.model;

import static org.covalence.graph.GraphBuilder.FLOAT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.covalence.graph.GraphBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose parts are whole and do not belong together. */
class MisfitGraphsTest {
  @TempDir Path root;
  private ChangedModel model;

  @BeforeEach
  void writeModel() {
    model = new ChangedModel(root.resolve("model"));
    TinyModel.BOTH.write(model.folder());
  }

  @Test
  void graphsThatDoNotFitTheDescription_areRefused() throws IOException {
    model.change(json -> ((ObjectNode) json.at("/encoders/0")).put("width", 5));
    model
        .assertRefused()
        .hasMessageContaining("text.onnx")
        .hasMessageContaining("output pooled of width 5");

    model.change(
        json -> ((ObjectNode) json.at("/encoders/0")).put("width", 2).put("input", "words"));
    model.assertRefused().hasMessageContaining("text.onnx").hasMessageContaining("input words");

    model.change(
        json -> ((ObjectNode) json.at("/encoders/0")).put("input", "tokens").put("output", "z"));
    model.assertRefused().hasMessageContaining("text.onnx").hasMessageContaining("output z");
  }

  /** The regions of a picture have rows and columns, and the words of a text have neither. */
  @Test
  void statesThatTheGraphDoesNotTell_areRefused() throws IOException {
    for (String output : List.of("regions", "pooled")) {
      model.change(
          json ->
              ((ObjectNode) json.at("/encoders/1"))
                  .putObject("states")
                  .put("output", output)
                  .put("width", 3));

      model
          .assertRefused()
          .hasMessageContaining("image.onnx")
          .hasMessageContaining("output " + output + " of width 3");
    }
  }

  @Test
  void graphsThatDoNotFitEachOther_areRefused() throws IOException {
    model.replace(
        "fusion.onnx",
        new GraphBuilder()
            .input("text", FLOAT, "batch", 9)
            .node("Identity", "logits", List.of("text"))
            .output("logits", FLOAT, "batch", 9));
    model
        .assertRefused()
        .hasMessageContaining("fusion.onnx")
        .hasMessageContaining("input text of width 2");
  }

  @Test
  void aFusionWithoutScores_isRefused() throws IOException {
    GraphBuilder graph =
        new GraphBuilder()
            .input("text", FLOAT, "batch", 2)
            .input("image", FLOAT, "batch", 3)
            .input("presence", FLOAT, "batch", 2)
            .node("Identity", "scores", List.of("text"));
    model.replace("fusion.onnx", graph.output("scores", FLOAT, "batch", 2));
    model.assertRefused().hasMessageContaining("fusion.onnx").hasMessageContaining("output logits");
  }
}
