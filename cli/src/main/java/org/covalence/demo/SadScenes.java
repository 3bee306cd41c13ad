package org.covalence.demo;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;

/** Bad weather, tears, and things that broke; one of them in bright flames. */
final class SadScenes {
  static final List<Scene> ALL =
      List.of(
          SadScenes::storm,
          SadScenes::rain,
          SadScenes::tears,
          SadScenes::brokenPane,
          SadScenes::brokenHeart,
          SadScenes::withered,
          SadScenes::fire);

  private SadScenes() {}

  private static void storm(Brush b) {
    b.shade(b.about(0x23272F), b.about(0x4B5360), b.everything());
    double ground = b.down(b.dice().between(0.78, 0.86));
    b.fill(b.about(0x23291F), b.below(ground));
    for (int i = b.dice().whole(1, 2); i > 0; i--) {
      double x = b.across(25);
      double lean = b.dice().between(-6, 6);
      b.fill(
          b.about(0xFFF2A8),
          Brush.polygon(
              x,
              24,
              x - 9 + lean,
              52,
              x - 1 + lean,
              50,
              x - 8 + lean,
              ground,
              x + 9 + lean,
              44,
              x + 1 + lean,
              46,
              x + 9,
              24));
    }
    for (int i = 0; i < 9; i++) {
      double x = b.wide() * i / 8 + b.dice().between(-6, 6);
      b.fill(
          b.about(b.dice().one(0x2E333C, 0x3B414B, 0x262A32)),
          Brush.oval(x, b.dice().between(6, 22), 17, 11));
    }
    streaks(b, b.about(0x8E9AAA), b.dice().whole(25, 50), 8);
  }

  private static void rain(Brush b) {
    b.shade(b.about(0x6C7684), b.about(0x8D959E), b.everything());
    double ground = b.down(0.8);
    b.shade(b.about(0x4A525C), b.about(0x5F6872), b.below(ground));
    streaks(b, b.about(0xB9C4D0), b.dice().whole(40, 70), 10);
    for (int i = b.dice().whole(2, 4); i > 0; i--) {
      b.line(
          b.about(0x9AA6B2),
          0.9,
          Brush.oval(b.across(15), b.dice().between(ground + 4, b.high()), 9, 2.4));
    }
    double x = b.across(25);
    Color dark = new Color(0x1D2024);
    b.fill(dark, Brush.circle(x, ground - 27, 4.5));
    b.fill(dark, Brush.oval(x, ground - 13, 6, 11));
    b.line(dark, 3, x - 2.5, ground - 6, x - 3, ground + 5);
    b.line(dark, 3, x + 2.5, ground - 6, x + 3, ground + 5);
  }

  private static void tears(Brush b) {
    b.shade(
        b.about(b.dice().one(0x55606E, 0x8A94A3, 0x6B6478, 0xBAC4D2)),
        b.about(0x4A525E),
        b.everything());
    Faces.face(b, Faces.Mouth.FROWN);
    if (b.dice().chance(0.5)) {
      streaks(b, Brush.clear(b.about(0xA9B8C8), 150), 18, 9);
    }
  }

  private static void brokenPane(Brush b) {
    b.fill(b.about(b.dice().one(0x6E6258, 0x5A5F63, 0x7A6A60)), b.everything());
    Shape pane = Brush.box(12, 12, b.wide() - 24, b.high() - 24);
    b.shade(b.about(0x9FB2BD), b.about(0x7C8D98), pane);
    double x = b.across(35);
    double y = b.dice().between(35, b.high() - 35);
    int rays = b.dice().whole(9, 13);
    Path2D hole = new Path2D.Double();
    for (int i = 0; i < rays; i++) {
      double angle = Math.PI * 2 * i / rays + b.dice().between(-0.15, 0.15);
      double reach = b.dice().between(28, 60);
      double bend = angle + b.dice().between(-0.25, 0.25);
      double midX = x + Math.cos(angle) * reach * 0.5;
      double midY = y + Math.sin(angle) * reach * 0.5;
      b.line(
          Brush.clear(Color.WHITE, 220),
          0.9,
          x,
          y,
          midX,
          midY,
          x + Math.cos(bend) * reach,
          y + Math.sin(bend) * reach);
      double edge = b.dice().between(6, 17);
      if (i == 0) {
        hole.moveTo(x + Math.cos(angle) * edge, y + Math.sin(angle) * edge);
      } else {
        hole.lineTo(x + Math.cos(angle) * edge, y + Math.sin(angle) * edge);
      }
    }
    hole.closePath();
    b.fill(new Color(0x14161A), hole);
    b.line(b.about(0x40372F), 4, pane);
  }

  private static void brokenHeart(Brush b) {
    b.shade(b.about(b.dice().one(0x3A3F48, 0x787C85, 0xB5B2B8)), b.about(0x55565C), b.everything());
    Color red = b.about(b.dice().one(0x8E1F2F, 0xA83246, 0x6E2A3A));
    double gap = b.dice().between(0.1, 0.2);
    b.at(
        b.wide() / 2 + b.dice().between(-10, 10),
        b.high() / 2 + b.dice().between(-6, 6),
        b.dice().between(-15, 15),
        b.dice().between(27, 36),
        () -> {
          b.fill(red, Brush.heart());
          Path2D crack = new Path2D.Double();
          crack.moveTo(-gap, -0.75);
          double[] bends = {0.25, -0.2, 0.22, -0.18, 0};
          for (int i = 0; i < bends.length; i++) {
            crack.lineTo(bends[i] - gap / 2, -0.35 + 0.34 * i);
          }
          for (int i = bends.length - 1; i >= 0; i--) {
            crack.lineTo(bends[i] + gap, -0.35 + 0.34 * i);
          }
          crack.lineTo(gap, -0.75);
          crack.closePath();
          b.fill(new Color(0x2B2D33), crack);
        });
  }

  private static void withered(Brush b) {
    b.shade(b.about(b.dice().one(0xA8A294, 0x8F8F8B, 0x9B8F86)), b.about(0x77716A), b.everything());
    double table = b.down(0.86);
    b.fill(b.about(0x584B40), b.below(table));
    double x = b.across(38);
    int side = b.dice().one(-1, 1);
    b.fill(
        b.about(0x7A5A48),
        Brush.polygon(x - 12, table - 18, x + 12, table - 18, x + 8, table, x - 8, table));
    Path2D stem = new Path2D.Double();
    stem.moveTo(x, table - 18);
    stem.curveTo(x, table - 62, x + side * 24, table - 66, x + side * 26, table - 38);
    b.line(b.about(0x5F5A3A), 2, stem);
    for (int i = 0; i < 5; i++) {
      b.fill(
          b.about(0x6B4A48),
          Brush.oval(x + side * 26 + (i - 2) * 3, table - 33 + (i % 2) * 3, 2.4, 5));
    }
    for (int i = b.dice().whole(3, 6); i > 0; i--) {
      b.fill(
          b.about(0x6B4A48),
          Brush.oval(x + b.dice().between(-30, 30), table + b.dice().between(1, 8), 3, 1.4));
    }
  }

  private static void fire(Brush b) {
    b.shade(b.about(0x3B2A2A), b.about(0xB5562B), b.everything());
    double ground = b.down(0.88);
    double x = b.wide() / 2 + b.dice().between(-10, 10);
    for (int i = 0; i < 8; i++) {
      b.fill(
          Brush.clear(b.about(0x2A2626), 150),
          Brush.circle(
              x + b.dice().between(-25, 25), b.dice().between(0, 32), b.dice().between(8, 15)));
    }
    for (int i = 0; i < 9; i++) {
      double fx = x - 28 + 7 * i + b.dice().between(-2, 2);
      double tip = b.dice().between(26, 46);
      b.fill(
          b.about(b.dice().one(0xFF7A1A, 0xFFB52B, 0xF2461E)),
          Brush.polygon(fx - 8, ground, fx, tip, fx + 8, ground));
    }
    Color charred = new Color(0x1C1715);
    b.fill(charred, Brush.box(x - 27, ground - 28, 54, 28));
    b.fill(
        charred,
        Brush.polygon(
            x - 33, ground - 28, x, ground - 47, x + 14, ground - 39, x + 9, ground - 28));
    for (int i = 0; i < 3; i++) {
      b.fill(b.about(0xFF9A2B), Brush.box(x - 20 + 15 * i, ground - 20, 9, 11));
    }
    b.fill(b.about(0x241C18), b.below(ground));
  }

  private static void streaks(Brush b, Color colour, int count, double length) {
    double slant = b.dice().between(-3, 3);
    for (int i = 0; i < count; i++) {
      double x = b.across(0);
      double y = b.dice().between(0, b.high());
      b.line(colour, 0.8, x, y, x + slant, y + length);
    }
  }
}
