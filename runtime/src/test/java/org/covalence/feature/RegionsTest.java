package org.covalence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.graph.GraphBuilder.FLOAT;
import static org.covalence.graph.GraphBuilder.INT64;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.covalence.graph.FloatArray;
import org.covalence.graph.GraphBuilder;
import org.covalence.graph.OnnxFile;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;

/** Which output of a network tells regions, and how they are read. */
class RegionsTest {
  @Test
  void whereNothingIsSaid_theOutputCalledRegionsIsTakenIfItIsAMap() {
    assertThat(regions(network().output("regions", FLOAT, "b", 6, 2, 3), ""))
        .contains(new Regions("regions", 6, 6));
    assertThat(regions(network(), "")).isEmpty();
    assertThat(regions(network().output("regions", FLOAT, "b", 6), "")).isEmpty();
    assertThat(regions(network().output("regions", FLOAT, "b", 6, "h", "w"), "")).isEmpty();
  }

  @Test
  void none_takesNoRegionsThoughThereAreSome() {
    assertThat(regions(network().output("regions", FLOAT, "b", 6, 2, 2), "none")).isEmpty();
  }

  @Test
  void aNamedOutput_isTakenWhateverItIsCalled() {
    GraphBuilder network =
        network().output("regions", FLOAT, "b", 6, 2, 2).output("map", FLOAT, 1, 5, 4, 4);

    assertThat(regions(network, "map")).contains(new Regions("map", 5, 16));
  }

  @Test
  void aNamedOutputThatIsNotThere_isRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> regions(network(), "regions"))
        .isInstanceOf(CovalenceException.class)
        .hasMessage(
            "the network has no output regions to take regions from, in network.onnx: choose"
                + " another network, or --image-regions none; its outputs are [features [?,10]]");
    assertThatThrownBy(() -> regions(network().output("map", FLOAT, "b", 6, 2, 2), "maps"))
        .hasMessageContaining("the network has no output maps")
        .hasMessageContaining("choose one of [map [?,6,2,2]], or none, with --image-regions");
  }

  @Test
  void aNamedOutputThatIsNoMap_isRefused() {
    List<GraphBuilder> networks =
        List.of(
            network().output("map", FLOAT, "b", 6),
            network().output("map", FLOAT, "b", 49, 6),
            network().output("map", FLOAT, "b", 1, 6, 7, 7),
            network().output("map", INT64, "b", 6, 7, 7),
            network().output("map", FLOAT, 8, 6, 7, 7),
            network().output("map", FLOAT, "b", "width", 7, 7),
            network().output("map", FLOAT, "b", 6, "h", "w"),
            network().output("map", FLOAT, "b", 6, 0, 7),
            network().output("map", FLOAT, "b", 1L << 40, 1L << 40, 1L << 40),
            network().output("map", FLOAT, "b", 1 << 12, 1 << 6, 1 << 6));
    for (GraphBuilder network : networks) {
      assertThatThrownBy(() -> regions(network, "map"))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("the output map [")
          .hasMessageContaining("does not tell regions")
          .hasMessageContaining("its outputs are [features [?,10], map [");
    }
  }

  @Test
  void states_areTheRegionsRowByRow() {
    Regions regions = new Regions("map", 2, 6);
    float[] map = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};

    assertThat(regions.states(new FloatArray(map, 1, 2, 2, 3), "a network"))
        .containsExactly(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);
  }

  @Test
  void aNetworkThatGivesAnotherMapThanItDeclares_isRefusedWhereItIsRun() throws IOException {
    OnnxFile file =
        new GraphBuilder()
            .input("image", FLOAT, "b", 3, 16, 16)
            .node("GlobalAveragePool", "mean", List.of("image"))
            .node("Flatten", "features", List.of("mean"))
            .node("Identity", "regions", List.of("image"))
            .output("features", FLOAT, "b", 3)
            .output("regions", FLOAT, "b", 3, 4, "w")
            .file("network.onnx");
    ImageEncoding encoding = ImageEncoding.of(file, said(""));
    Regions smaller = new Regions("regions", 3, 16);
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", picture);
    try (PictureEncoder encoder =
        new PictureEncoder(
            file,
            new ImageEncoding(encoding.preparation(), "image", "features", 3, Optional.of(smaller)),
            true)) {
      assertThatThrownBy(() -> encoder.encode(picture.toByteArray(), "a picture"))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("network.onnx");
    }
  }

  private static Optional<Regions> regions(GraphBuilder network, String named) {
    return ImageEncoding.of(network.file("network.onnx"), said(named)).regions();
  }

  private static GraphBuilder network() {
    return new GraphBuilder()
        .input("image", FLOAT, "b", 3, 64, 64)
        .node("Identity", "features", List.of("image"))
        .output("features", FLOAT, "b", 10);
  }

  private static OnnxEncoderSpec said(String regions) {
    return new OnnxEncoderSpec(
        Path.of("network.onnx"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(regions).filter(r -> !r.isEmpty()),
        0.5);
  }
}
