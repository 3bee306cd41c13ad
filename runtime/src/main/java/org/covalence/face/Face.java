package org.covalence.face;

import java.util.List;

/**
 * A face and what its expression may be.
 *
 * @param left in pixels of the picture that was looked at, as the other three; it may leave it
 * @param probability that it is a face, 0 to 1
 * @param share of the picture that it takes, as a share of its area
 * @param expression how probable each of {@link FaceFeatures#EXPRESSIONS} is, 0 to 1
 */
public record Face(
    double left,
    double top,
    double right,
    double bottom,
    double probability,
    double share,
    List<Double> expression) {
  public Face {
    expression = List.copyOf(expression);
  }
}
