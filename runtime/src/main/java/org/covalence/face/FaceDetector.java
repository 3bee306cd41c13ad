package org.covalence.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.covalence.graph.FloatArray;
import org.covalence.graph.OnnxGraph;

/**
 * Finds faces by three networks, each of which looks closer at what the one before it proposed
 * (MTCNN; Zhang et al., IEEE Signal Processing Letters 23, 2016). Numbers as in facenet-pytorch
 * 2.6, whose weights the networks have.
 */
final class FaceDetector implements AutoCloseable {
  private static final String INPUT = "picture";
  private static final String OFFSETS = "offsets";
  private static final String PROBABILITIES = "probabilities";

  private static final int SMALLEST_FACE = 20;

  /** Side of the square that the first network sees at each place. */
  private static final int CELL = 12;

  /** How far two places are apart. */
  private static final int STRIDE = 2;

  private static final double PYRAMID_FACTOR = 0.709;
  private static final float PROPOSED = 0.6F;
  private static final float SURE = 0.7F;
  private static final float OVERLAP_IN_SCALE = 0.5F;
  private static final float OVERLAP = 0.7F;

  /** Far more than faces fit; bounds what a picture made for it could ask for. */
  private static final int MOST_PROPOSALS = 2000;

  private final OnnxGraph proposal;
  private final OnnxGraph refinement;
  private final OnnxGraph decision;

  FaceDetector() {
    proposal = Networks.load("proposal");
    refinement = Networks.load("refinement");
    decision = Networks.load("decision");
  }

  /** Boxes and the offsets that a network gave for them. */
  private record Found(List<Box> boxes, List<float[]> offsets) {
    Found() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Box box, float[] offset) {
      boxes.add(box);
      offsets.add(offset);
    }

    /** Those of some places, in their order. */
    Found at(List<Integer> places) {
      return new Found(
          places.stream().map(boxes::get).toList(), places.stream().map(offsets::get).toList());
    }

    Found surest(float mostOverlap, Box.Overlap overlap) {
      return at(Box.surest(boxes, mostOverlap, overlap));
    }

    /** The surest ones where there are too many. */
    Found bounded() {
      return boxes.size() <= MOST_PROPOSALS
          ? this
          : at(Box.bySureness(boxes).subList(0, MOST_PROPOSALS));
    }

    List<Box> moved(int edge) {
      List<Box> moved = new ArrayList<>();
      for (int i = 0; i < boxes.size(); i++) {
        moved.add(boxes.get(i).moved(offsets.get(i), edge));
      }
      return moved;
    }
  }

  /**
   * The faces in a picture, large ones first.
   *
   * @param picture red, green and blue, from 0 to 255
   */
  List<Box> detect(List<Plane> picture) {
    List<Box> proposed =
        proposals(picture).surest(OVERLAP, Box.Overlap.OF_BOTH).bounded().moved(0).stream()
            .map(Box::square)
            .toList();
    List<Box> refined =
        judged(refinement, 24, picture, proposed)
            .surest(OVERLAP, Box.Overlap.OF_BOTH)
            .moved(1)
            .stream()
            .map(Box::square)
            .toList();
    List<Box> decided = judged(decision, 48, picture, refined).moved(1);
    return Box.surest(decided, OVERLAP, Box.Overlap.OF_SMALLER).stream()
        .map(decided::get)
        .sorted(Comparator.comparing(box -> -box.width() * box.height()))
        .toList();
  }

  /** What the first network proposes on pictures that become smaller and smaller. */
  private Found proposals(List<Plane> picture) {
    Found all = new Found();
    int rows = picture.get(0).rows();
    int columns = picture.get(0).columns();
    double scale = (double) CELL / SMALLEST_FACE;
    for (double side = Math.min(rows, columns) * scale; side >= CELL; side *= PYRAMID_FACTOR) {
      Found some = proposals(picture, (int) (rows * scale + 1), (int) (columns * scale + 1), scale);
      Found kept = some.surest(OVERLAP_IN_SCALE, Box.Overlap.OF_BOTH);
      for (int i = 0; i < kept.boxes().size(); i++) {
        all.add(kept.boxes().get(i), kept.offsets().get(i));
      }
      scale *= PYRAMID_FACTOR;
    }
    return all;
  }

  private Found proposals(List<Plane> picture, int rows, int columns, double scale) {
    float[] values = new float[3 * rows * columns];
    for (int channel = 0; channel < 3; channel++) {
      copy(picture.get(channel).resized(rows, columns), values, channel * rows * columns);
    }
    Map<String, FloatArray> told =
        proposal.run(
            Map.of(INPUT, new FloatArray(values, 1, 3, rows, columns)),
            Set.of(OFFSETS, PROBABILITIES));
    FloatArray probabilities = Objects.requireNonNull(told.get(PROBABILITIES));
    float[] offsets = Objects.requireNonNull(told.get(OFFSETS)).values();
    int height = Math.toIntExact(probabilities.shape()[2]);
    int width = Math.toIntExact(probabilities.shape()[3]);
    int places = height * width;
    Found found = new Found();
    for (int place = 0; place < places; place++) {
      float score = probabilities.values()[places + place];
      if (score >= PROPOSED) {
        int x = STRIDE * (place % width);
        int y = STRIDE * (place / width);
        found.add(
            new Box(
                inPicture(x + 1, scale),
                inPicture(y + 1, scale),
                inPicture(x + CELL, scale),
                inPicture(y + CELL, scale),
                score),
            new float[] {
              offsets[place],
              offsets[places + place],
              offsets[2 * places + place],
              offsets[3 * places + place]
            });
      }
    }
    return found.bounded();
  }

  private static float inPicture(int place, double scale) {
    return (float) Math.floor(place / (float) scale);
  }

  /** The boxes that a network takes for faces when it looks at squares of {@code side} pixels. */
  private static Found judged(OnnxGraph network, int side, List<Plane> picture, List<Box> boxes) {
    int rows = picture.get(0).rows();
    int columns = picture.get(0).columns();
    List<Box> visible = new ArrayList<>();
    List<int[]> parts = new ArrayList<>();
    for (Box box : boxes) {
      int left = Math.max(1, (int) box.left()) - 1;
      int top = Math.max(1, (int) box.top()) - 1;
      int width = Math.min(columns, (int) box.right()) - left;
      int height = Math.min(rows, (int) box.bottom()) - top;
      if (width > 0 && height > 0) {
        visible.add(box);
        parts.add(new int[] {top, left, height, width});
      }
    }
    Found found = new Found();
    if (visible.isEmpty()) {
      return found;
    }
    int area = side * side;
    float[] values = new float[visible.size() * 3 * area];
    for (int i = 0; i < visible.size(); i++) {
      int[] part = parts.get(i);
      for (int channel = 0; channel < 3; channel++) {
        Plane seen = picture.get(channel).part(part[0], part[1], part[2], part[3]);
        copy(seen.resized(side, side), values, (3 * i + channel) * area);
      }
    }
    Map<String, FloatArray> told =
        network.run(
            Map.of(INPUT, new FloatArray(values, visible.size(), 3, side, side)),
            Set.of(OFFSETS, PROBABILITIES));
    FloatArray probabilities = Objects.requireNonNull(told.get(PROBABILITIES));
    FloatArray offsets = Objects.requireNonNull(told.get(OFFSETS));
    for (int i = 0; i < visible.size(); i++) {
      float score = probabilities.row(i)[1];
      if (score > SURE) {
        Box box = visible.get(i);
        found.add(new Box(box.left(), box.top(), box.right(), box.bottom(), score), offsets.row(i));
      }
    }
    return found;
  }

  /** From 0 to 255 to about -1 to 1. */
  private static void copy(Plane plane, float[] into, int at) {
    float[] values = plane.values();
    for (int i = 0; i < values.length; i++) {
      into[at + i] = (values[i] - 127.5F) * 0.0078125F;
    }
  }

  @Override
  public void close() {
    proposal.close();
    refinement.close();
    decision.close();
  }
}
