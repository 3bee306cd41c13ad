package org.covalence.feature;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.image.ImagePreparation;
import org.covalence.post.Content;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.HalfPrecision;

/**
 * An image network with its preparation: from the bytes of a picture to features. Those of a frozen
 * network are rounded to half precision, in which they are cached, so that whoever computes them
 * gets the same numbers.
 *
 * <p>Pictures run one at a time, each on one thread, and several at once on several: on two cores
 * that is faster than a batch on both, and a picture's features do not depend on its neighbours.
 */
public final class PictureEncoder implements PictureFeatures {
  private final OnnxFile file;
  private final OnnxGraph graph;
  private final ImageEncoding encoding;
  private final boolean frozen;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());

  /**
   * Loads the network of a checked file.
   *
   * @param frozen whether its features are rounded to half precision
   */
  public PictureEncoder(OnnxFile file, ImageEncoding encoding, boolean frozen) {
    this.frozen = frozen;
    this.file = file;
    this.encoding = encoding;
    this.graph = OnnxGraph.load(file, 1);
  }

  @Override
  public int width() {
    return encoding.width();
  }

  /** The network. */
  public OnnxFile file() {
    return file;
  }

  /** How pictures are prepared for it, and which of its outputs are the features. */
  public ImageEncoding encoding() {
    return encoding;
  }

  @Override
  public String key() {
    return key(encoding.output());
  }

  /** A hash of all that regions depend on beside the picture; there are some. */
  public String statesKey() {
    return key("regions " + regions().output());
  }

  private String key(String output) {
    return new ContentHash()
        .add(file.sha256())
        .add(encoding.input())
        .add(output)
        .add(ImagePreparation.VERSION + " " + encoding.preparation())
        .hex();
  }

  private Regions regions() {
    return encoding.regions().orElseThrow();
  }

  @Override
  public byte[] read(Content picture, String where) {
    return decoder.read(picture, where);
  }

  /** The network runs once for both. */
  @Override
  public EncodedContent encode(byte[] bytes, String where) {
    ImagePreparation preparation = encoding.preparation();
    float[] values = preparation.prepare(decoder.decode(bytes, where));
    int side = preparation.cropPixels();
    Set<String> wanted = new HashSet<>(Set.of(encoding.output()));
    encoding.regions().ifPresent(regions -> wanted.add(regions.output()));
    Map<String, FloatArray> told =
        graph.run(Map.of(encoding.input(), new FloatArray(values, 1, 3, side, side)), wanted);
    FloatArray features = Objects.requireNonNull(told.get(encoding.output()));
    if (features.values().length != encoding.width()) {
      throw CovalenceException.data(
          "expected "
              + encoding.width()
              + " features of a picture, found "
              + features.values().length,
          file.place(),
          "name an output of the network that gives one vector a picture");
    }
    float[] pooled = rounded(features.values());
    if (encoding.regions().isEmpty()) {
      return new EncodedContent(pooled);
    }
    FloatArray map = Objects.requireNonNull(told.get(regions().output()));
    return new EncodedContent(pooled, rounded(regions().states(map, file.place())));
  }

  private float[] rounded(float[] values) {
    return frozen ? HalfPrecision.rounded(values) : values;
  }

  @Override
  public void close() {
    graph.close();
  }
}
