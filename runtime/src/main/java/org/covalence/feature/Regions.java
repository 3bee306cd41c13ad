package org.covalence.feature;

import java.util.List;
import java.util.Optional;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxFile;
import org.covalence.spec.OnnxEncoderSpec;
import org.covalence.store.CovalenceException;

/**
 * The regions of a picture, as an image network tells them: its feature map before pooling.
 *
 * @param output name of the graph's output: batch × width × rows × columns
 * @param width of each region
 * @param count how many regions: rows times columns
 */
public record Regions(String output, int width, int count) {
  /** What the output is called where nothing is said. */
  public static final String USUAL = "regions";

  /** What a user says who wants none. */
  private static final String NONE = "none";

  /** The regions that {@code spec} asks for; where it says nothing, the usual ones if any. */
  static Optional<Regions> of(OnnxFile file, OnnxEncoderSpec spec) {
    if (spec.regions().isEmpty()) {
      return file.output(USUAL).filter(Regions::isMap).map(Regions::of);
    }
    String named = spec.regions().get();
    return named.equals(NONE) ? Optional.empty() : Optional.of(of(file, named));
  }

  /**
   * The regions that the output called {@code name} tells.
   *
   * @throws CovalenceException if there is no such output, or it is no map of regions whose size is
   *     known and bearable
   */
  public static Regions of(OnnxFile file, String name) {
    return file.output(name)
        .filter(Regions::isMap)
        .map(Regions::of)
        .orElseThrow(() -> untold(file, name));
  }

  private static CovalenceException untold(OnnxFile file, String name) {
    String what =
        file.output(name)
            .map(
                port ->
                    "the output "
                        + port
                        + " does not tell regions, which are floats of batch x width x rows x"
                        + " columns, all but the batch fixed and at most "
                        + FeatureCache.MOST_WIDTH
                        + " a picture")
            .orElse("the network has no output " + name + " to take regions from");
    List<OnnxFile.Port> maps = file.outputs().stream().filter(Regions::isMap).toList();
    return CovalenceException.usage(
        what,
        file.place(),
        maps.isEmpty()
            ? "choose another network, or --image-regions none; its outputs are " + file.outputs()
            : "choose one of " + maps + ", or none, with --image-regions");
  }

  private static Regions of(OnnxFile.Port port) {
    List<Long> shape = port.shape();
    return new Regions(
        port.name(),
        Math.toIntExact(shape.get(1)),
        Math.toIntExact(Math.multiplyExact(shape.get(2), shape.get(3))));
  }

  private static boolean isMap(OnnxFile.Port port) {
    List<Long> shape = port.shape();
    if (!port.isFloat() || shape.size() != 4 || shape.get(0) > 1) {
      return false;
    }
    long left = FeatureCache.MOST_WIDTH;
    for (long size : shape.subList(1, 4)) {
      if (size < 1 || size > left) {
        return false;
      }
      left /= size;
    }
    return true;
  }

  /**
   * Brings one picture's map, width × rows × columns, into states: region by region, row by row.
   *
   * @param place names the network in faults
   * @throws CovalenceException if the map is not of the size that the graph declares
   */
  float[] states(FloatArray map, String place) {
    float[] values = map.values();
    if (values.length != width * count) {
      throw CovalenceException.data(
          "expected "
              + count
              + " regions of width "
              + width
              + ", found "
              + values.length
              + " numbers",
          place,
          "export the network so that its output " + output + " is as large as it declares");
    }
    float[] states = new float[values.length];
    for (int channel = 0; channel < width; channel++) {
      for (int region = 0; region < count; region++) {
        states[region * width + channel] = values[channel * count + region];
      }
    }
    return states;
  }
}
