package org.covalence.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where something may be, in pixels of the picture that was looked at. It may leave the picture.
 *
 * @param score how sure a network is, 0 to 1
 */
record Box(float left, float top, float right, float bottom, float score) {
  /** How much of one box lies in another. */
  enum Overlap {
    /** What both share, as a share of what they cover together. */
    OF_BOTH {
      @Override
      float of(Box a, Box b) {
        float shared = a.shared(b, 0);
        return shared / (a.area(0) + b.area(0) - shared);
      }
    },
    /**
     * What both share, as a share of the smaller one, in whole pixels: one that lies in another is
     * given up.
     */
    OF_SMALLER {
      @Override
      float of(Box a, Box b) {
        return a.shared(b, 1) / Math.min(a.area(1), b.area(1));
      }
    };

    abstract float of(Box a, Box b);
  }

  float width() {
    return right - left;
  }

  float height() {
    return bottom - top;
  }

  private float area(int edge) {
    return (width() + edge) * (height() + edge);
  }

  private float shared(Box other, int edge) {
    float width = Math.min(right, other.right) - Math.max(left, other.left) + edge;
    float height = Math.min(bottom, other.bottom) - Math.max(top, other.top) + edge;
    return Math.max(0, width) * Math.max(0, height);
  }

  /** Moved by four offsets, as shares of its sides, which are {@code edge} longer than it says. */
  Box moved(float[] offsets, int edge) {
    float width = width() + edge;
    float height = height() + edge;
    return new Box(
        left + offsets[0] * width,
        top + offsets[1] * height,
        right + offsets[2] * width,
        bottom + offsets[3] * height,
        score);
  }

  /** The square with the same middle and its longer side. */
  Box square() {
    float side = Math.max(width(), height());
    float newLeft = left + width() * 0.5F - side * 0.5F;
    float newTop = top + height() * 0.5F - side * 0.5F;
    return new Box(newLeft, newTop, newLeft + side, newTop + side, score);
  }

  /** The places of a list's boxes, the surest one first. */
  static List<Integer> bySureness(List<Box> boxes) {
    return IntStream.range(0, boxes.size())
        .boxed()
        .sorted(Comparator.comparing(i -> -boxes.get(i).score))
        .toList();
  }

  /** Which of a list stay when each gives way to a surer one that it overlaps by more. */
  static List<Integer> surest(List<Box> boxes, float mostOverlap, Overlap overlap) {
    List<Integer> kept = new ArrayList<>();
    for (int i : bySureness(boxes)) {
      if (kept.stream().noneMatch(k -> overlap.of(boxes.get(k), boxes.get(i)) > mostOverlap)) {
        kept.add(i);
      }
    }
    return kept;
  }
}
