package org.covalence.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxGraph;
import org.covalence.image.Pixels;

/**
 * Finds faces and reads their expression: of each, seven probabilities by mini-XCEPTION (Arriaga et
 * al., arXiv 1710.07557). May be used by many threads at once.
 *
 * <p>What it tells is how a network would caption a face. That is no knowledge of what anybody
 * felt.
 */
public final class FaceReader implements AutoCloseable {
  /** Larger pictures are shrunk to this first: time and memory are bounded. */
  private static final int LONGEST_SIDE = 480;

  /** How much wider than its box a face is looked at. */
  private static final double MARGIN = 1.1;

  private static final int SIDE = 64;
  private static final String INPUT = "picture";
  private static final String OUTPUT = "probabilities";

  private final FaceDetector detector = new FaceDetector();
  private final OnnxGraph expression = Networks.load("expression");

  /** The faces in a picture, large ones first; may be none. */
  public List<Face> read(Pixels picture) {
    int longest = Math.max(picture.width(), picture.height());
    List<Plane> channels =
        Plane.of(picture, shrunk(picture.height(), longest), shrunk(picture.width(), longest));
    List<Box> boxes = detector.detect(channels);
    if (boxes.isEmpty()) {
      return List.of();
    }
    Plane grey = Plane.grey(channels);
    float[] values = new float[boxes.size() * SIDE * SIDE];
    for (int i = 0; i < boxes.size(); i++) {
      float[] face = around(boxes.get(i), grey).resized(SIDE, SIDE).values();
      for (int k = 0; k < face.length; k++) {
        values[i * face.length + k] = face[k] / 127.5F - 1;
      }
    }
    FloatArray told =
        Objects.requireNonNull(
            expression
                .run(
                    Map.of(INPUT, new FloatArray(values, boxes.size(), 1, SIDE, SIDE)),
                    Set.of(OUTPUT))
                .get(OUTPUT));
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      faces.add(face(boxes.get(i), grey, told.row(i)));
    }
    return faces;
  }

  private static Face face(Box box, Plane picture, float[] expression) {
    List<Double> probabilities = new ArrayList<>();
    for (float probability : expression) {
      probabilities.add((double) probability);
    }
    double area = (double) picture.rows() * picture.columns();
    return new Face(
        box.left(),
        box.top(),
        box.right(),
        box.bottom(),
        box.score(),
        Math.max(0, box.width()) * Math.max(0, box.height()) / area,
        probabilities);
  }

  /** The square around a box, black where it leaves the picture. */
  private static Plane around(Box box, Plane picture) {
    double half = MARGIN * Math.max(box.width(), box.height()) / 2;
    int side = Math.max(1, (int) Math.rint(2 * half));
    int left = (int) Math.floor((box.left() + box.right()) / 2 - half);
    int top = (int) Math.floor((box.top() + box.bottom()) / 2 - half);
    return picture.part(top, left, side, side);
  }

  private static int shrunk(int side, int longest) {
    return longest <= LONGEST_SIDE
        ? side
        : Math.max(1, (int) Math.rint((double) side * LONGEST_SIDE / longest));
  }

  @Override
  public void close() {
    detector.close();
    expression.close();
  }
}
