package org.covalence.face;

import java.util.Arrays;
import java.util.List;

/**
 * The faces of a picture as a row of {@value #WIDTH} numbers, for a classifier beside other
 * features. All are 0 where there is no face. Nothing is scaled.
 *
 * <table>
 * <caption>The numbers in their order</caption>
 * <tr><th>count</th><th>range</th><th>what</th></tr>
 * <tr><td>1</td><td>0, 1</td><td>whether there is a face</td></tr>
 * <tr><td>1</td><td>0 to 5</td><td>how many, five at most</td></tr>
 * <tr><td>1</td><td>0 up</td><td>ln(1 + how many)</td></tr>
 * <tr><td>1</td><td>0 up</td><td>side of the largest one, as a share of the picture's</td></tr>
 * <tr><td>7</td><td>0 to 1</td><td>expressions, the mean over faces weighed by their sides</td></tr>
 * <tr><td>7</td><td>0 to 1</td><td>expressions of the largest face</td></tr>
 * <tr><td>7</td><td>0 to 1</td><td>of each expression the highest of all faces</td></tr>
 * </table>
 */
public final class FaceFeatures {
  /**
   * Changes whenever the same picture may give other numbers than before. A saved model tells the
   * one it was trained with.
   */
  public static final int VERSION = 1;

  /** What a face may express, in the order of its probabilities. */
  public static final List<String> EXPRESSIONS =
      List.of("angry", "disgusted", "afraid", "happy", "sad", "surprised", "neutral");

  /** How many numbers a picture has. */
  public static final int WIDTH = 25;

  private static final int MOST_COUNTED = 5;

  /** How sure it must be that something is a face. */
  private static final double SURE = 0.95;

  private FaceFeatures() {}

  /** The features of a picture with these faces, large ones first. */
  public static double[] of(List<Face> all) {
    List<Face> faces = all.stream().filter(f -> f.probability() > SURE).toList();
    double[] features = new double[WIDTH];
    if (faces.isEmpty()) {
      return features;
    }
    features[0] = 1;
    features[1] = Math.min(faces.size(), MOST_COUNTED);
    features[2] = Math.log1p(faces.size());
    features[3] = side(faces.get(0));
    double sides = faces.stream().mapToDouble(FaceFeatures::side).sum();
    int kinds = EXPRESSIONS.size();
    for (int k = 0; k < kinds; k++) {
      int kind = k;
      double[] own = faces.stream().mapToDouble(f -> f.expression().get(kind)).toArray();
      for (int i = 0; i < own.length; i++) {
        features[4 + k] += own[i] * side(faces.get(i)) / sides;
      }
      features[4 + kinds + k] = own[0];
      features[4 + 2 * kinds + k] = Arrays.stream(own).max().orElseThrow();
    }
    return features;
  }

  private static double side(Face face) {
    return Math.sqrt(face.share());
  }
}
