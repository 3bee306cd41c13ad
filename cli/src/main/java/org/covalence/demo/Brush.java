package org.covalence.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What scenes draw with. The short side of the picture is 100 units long; x goes right, y down. */
final class Brush {
  private final Graphics2D graphics;
  private final Dice dice;
  private final double wide;
  private final double high;

  Brush(Graphics2D graphics, Dice dice, double wide, double high) {
    this.graphics = graphics;
    this.dice = dice;
    this.wide = wide;
    this.high = high;
  }

  Dice dice() {
    return dice;
  }

  double wide() {
    return wide;
  }

  double high() {
    return high;
  }

  /** Some place from left to right, {@code margin} away from both. */
  double across(double margin) {
    return dice.between(margin, wide - margin);
  }

  /** The height at this part of the picture, 0 at the top and 1 at the bottom. */
  double down(double part) {
    return high * part;
  }

  /** A colour that is about {@code rgb}. */
  Color about(int rgb) {
    return new Color(nearby(rgb >> 16), nearby(rgb >> 8), nearby(rgb));
  }

  private int nearby(int channel) {
    return Math.max(0, Math.min(255, (channel & 0xFF) + dice.whole(-14, 14)));
  }

  static Color clear(Color colour, int opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
  }

  void fill(Color colour, Shape shape) {
    graphics.setPaint(colour);
    graphics.fill(shape);
  }

  /** Fills from {@code top} at the upper edge of the shape to {@code bottom} at its lower edge. */
  void shade(Color top, Color bottom, Shape shape) {
    Rectangle2D box = shape.getBounds2D();
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) box.getMinY(),
            top,
            0,
            (float) Math.max(box.getMaxY(), box.getMinY() + 1),
            bottom));
    graphics.fill(shape);
  }

  void line(Color colour, double width, Shape shape) {
    graphics.setPaint(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void line(Color colour, double width, double... points) {
    line(colour, width, path(false, points));
  }

  /** Draws with the origin moved to (x, y) and turned clockwise. */
  void at(double x, double y, double degrees, double scale, Runnable drawing) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(degrees));
    graphics.scale(scale, scale);
    drawing.run();
    graphics.setTransform(before);
  }

  Shape everything() {
    return box(0, 0, wide, high);
  }

  /** What lies below {@code y}. */
  Shape below(double y) {
    return box(0, y, wide, high - y);
  }

  static Shape circle(double x, double y, double radius) {
    return oval(x, y, radius, radius);
  }

  static Shape oval(double x, double y, double halfWidth, double halfHeight) {
    return new Ellipse2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  static Shape box(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x, y, width, height);
  }

  /** A part of an oval's rim; zero degrees is at the right, and they count anticlockwise. */
  static Shape arc(
      double x, double y, double halfWidth, double halfHeight, double from, double degrees) {
    return part(x, y, halfWidth, halfHeight, from, degrees, Arc2D.OPEN);
  }

  /** A slice of an oval, up to its centre. */
  static Shape slice(
      double x, double y, double halfWidth, double halfHeight, double from, double degrees) {
    return part(x, y, halfWidth, halfHeight, from, degrees, Arc2D.PIE);
  }

  /** The lower half of an oval. */
  static Shape bowl(double x, double y, double halfWidth, double halfHeight) {
    return part(x, y, halfWidth, halfHeight, 180, 180, Arc2D.CHORD);
  }

  private static Shape part(
      double x, double y, double halfWidth, double halfHeight, double from, double by, int kind) {
    return new Arc2D.Double(
        x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight, from, by, kind);
  }

  static Shape polygon(double... points) {
    return path(true, points);
  }

  /** A heart as wide as two units around the origin. */
  static Shape heart() {
    Path2D heart = new Path2D.Double();
    heart.moveTo(0, 1);
    heart.curveTo(-1.5, 0, -1, -1, -0.5, -0.9);
    heart.curveTo(-0.2, -0.9, 0, -0.6, 0, -0.4);
    heart.curveTo(0, -0.6, 0.2, -0.9, 0.5, -0.9);
    heart.curveTo(1, -1, 1.5, 0, 0, 1);
    heart.closePath();
    return heart;
  }

  private static Path2D path(boolean closed, double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }
}
