package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.RunSpec;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.PyTorch;
import org.covalence.testing.SharedFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of published weights: a file, a frozen DenseNet, features of a picture. */
class PublishedWeightsTest {
  private static final double TOLERANCE = 0.02;
  private static final Progress SILENT = posts -> {};

  @TempDir Path folder;

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  @Tag("data")
  void featuresOfAPhotograph_agreeWithTorchvision() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(SharedFiles.require("golden/densenet121-formula.json").toFile())
            .at("/pictures/cat.jpg/pooled");
    Path photograph = SharedFiles.require("golden/pictures/cat.jpg");
    Path weights = write("121", 1000, Map.of());
    try (EncoderPlan plan = plan("121", weights)) {
      Inputs.Features features =
          (Inputs.Features)
              plan.prepare(List.of(picture(new Content.Stored(photograph))), SILENT).inputs();

      float[] found = features.rows()[0];
      double difference = 0;
      double length = 0;
      for (int i = 0; i < found.length; i++) {
        difference += Math.pow(found[i] - golden.get(i).asDouble(), 2);
        length += Math.pow(golden.get(i).asDouble(), 2);
      }
      assertThat(found).hasSize(golden.size());
      assertThat(Math.sqrt(difference / length)).isLessThan(TOLERANCE);
    }
  }

  /** torchvision's own files write norm.1 where its network says norm1. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothFormsOfTheNames_areRead(boolean old) {
    try (EncoderPlan plan = plan("tiny", write("tiny", 10, old ? OLD_NAMES : Map.of()));
        EncoderPlan same = plan("tiny", write("tiny", 10, Map.of()))) {
      List<LabelledPost> posts = ToyCorpus.whole("p", 3, 1);

      float[][] found = ((Inputs.Features) plan.prepare(posts, SILENT).inputs()).rows();

      assertThat(found)
          .isDeepEqualTo(((Inputs.Features) same.prepare(posts, SILENT).inputs()).rows());
      assertThat(found[0]).hasSize(shape("tiny").features());
    }
  }

  @Test
  void weightsOfAnotherNetwork_areRefusedWithTheirFile() {
    Path tiny = write("tiny", 10, Map.of());

    assertThatThrownBy(() -> plan("121", tiny).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("the weights do not fit the network")
        .hasMessageContaining(tiny.toString());
  }

  @Test
  void aFileThatHoldsNoWeights_isRefused() throws IOException {
    Path page = folder.resolve("densenet.pth");
    Files.writeString(page, "<!DOCTYPE html>");

    assertThatThrownBy(() -> plan("121", page).close())
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("a web page");
  }

  private static final Map<String, String> OLD_NAMES =
      Map.of(
          ".norm1.",
          ".norm.1.",
          ".norm2.",
          ".norm.2.",
          ".conv1.",
          ".conv.1.",
          ".conv2.",
          ".conv.2.");

  private Path write(String variant, int classes, Map<String, String> renamed) {
    return PublishedFiles.denseNet(folder, variant, classes, renamed);
  }

  private EncoderPlan plan(String variant, Path weights) {
    return Plans.of(
        new DenseNetSpec(variant, Optional.of(weights), Optional.empty(), 0),
        "image",
        new RunSpec(
            List.of("image"),
            1,
            Optional.empty(),
            Optional.of(1),
            Optional.of(folder.resolve("cache"))),
        false);
  }

  private static DenseNetSpec.Shape shape(String variant) {
    return new DenseNetSpec(variant, Optional.empty(), Optional.empty(), 0).shape();
  }

  private static LabelledPost picture(Content content) {
    Post post = new Post("p", new TreeMap<>()).with(Modality.IMAGE, content);
    return new LabelledPost(post, Sentiment.NEUTRAL, Map.of());
  }
}
