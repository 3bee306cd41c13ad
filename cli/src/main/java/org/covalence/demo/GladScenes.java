package org.covalence.demo;

import java.awt.Color;
import java.util.List;

/** Sunshine, faces that smile, and things to celebrate; one of them at night. */
final class GladScenes {
  static final List<Scene> ALL =
      List.of(
          GladScenes::sunnyHills,
          GladScenes::smile,
          GladScenes::balloons,
          GladScenes::beach,
          GladScenes::cake,
          GladScenes::fireworks,
          GladScenes::hearts);

  private GladScenes() {}

  private static void sunnyHills(Brush b) {
    b.shade(b.about(0x4FA8F0), b.about(0xCDEBFF), b.everything());
    sun(b, b.across(22), b.dice().between(16, 30), b.dice().between(9, 14));
    for (int i = b.dice().whole(1, 3); i > 0; i--) {
      cloud(b, b.across(10), b.dice().between(10, 35), b.dice().between(5, 9));
    }
    double horizon = b.down(b.dice().between(0.6, 0.72));
    b.fill(b.about(0x7CC35A), Brush.oval(b.wide() * 0.2, horizon + 45, b.wide() * 0.6, 55));
    b.fill(b.about(0x58B047), Brush.oval(b.wide() * 0.85, horizon + 40, b.wide() * 0.7, 45));
    for (int i = b.dice().whole(6, 14); i > 0; i--) {
      double x = b.across(4);
      double y = b.dice().between(horizon + 14, b.high());
      flower(b, x, y, b.about(b.dice().one(0xFF5A7A, 0xFFE14D, 0xFFFFFF, 0xB06CF0)));
    }
  }

  private static void smile(Brush b) {
    b.shade(b.about(b.dice().one(0xFFF3C4, 0xBFE8FF, 0xFFD6E4)), b.about(0xFFFFFF), b.everything());
    Faces.face(b, Faces.Mouth.SMILE);
    for (int i = b.dice().whole(0, 14); i > 0; i--) {
      b.fill(confetti(b), Brush.box(b.across(2), b.dice().between(0, b.high()), 2.5, 2.5));
    }
  }

  private static void balloons(Brush b) {
    b.shade(b.about(b.dice().one(0x8FD0FF, 0xFFE3B3, 0xE6F6D5)), b.about(0xFFFFFF), b.everything());
    double knotX = b.across(35);
    double knotY = b.high() + 5;
    for (int i = b.dice().whole(4, 7); i > 0; i--) {
      double x = b.across(14);
      double y = b.dice().between(16, b.high() * 0.6);
      b.line(new Color(0x777777), 0.7, x, y, knotX, knotY);
      Color colour = confetti(b);
      b.fill(colour, Brush.oval(x, y, 10, 12.5));
      b.fill(colour, Brush.polygon(x, y + 11, x - 2, y + 15, x + 2, y + 15));
      b.fill(Brush.clear(Color.WHITE, 130), Brush.oval(x - 4, y - 5, 2, 3.5));
    }
  }

  private static void beach(Brush b) {
    double sea = b.down(b.dice().between(0.42, 0.5));
    double sand = b.down(b.dice().between(0.68, 0.76));
    b.shade(b.about(0x62BDF5), b.about(0xE9F7FF), b.everything());
    sun(b, b.across(18), b.dice().between(13, 24), b.dice().between(7, 11));
    b.shade(b.about(0x1E90C8), b.about(0x6FD6D8), b.below(sea));
    b.fill(b.about(0xF6DFA0), b.below(sand));
    b.line(Brush.clear(Color.WHITE, 200), 1.5, 0, sand, b.wide() / 2, sand - 1, b.wide(), sand + 1);
    double x = b.across(30);
    double top = b.dice().between(sea - 12, sea + 4);
    Color cloth = confetti(b);
    b.line(b.about(0x8A5A2B), 1.8, x, top, x + 4, b.high() - 6);
    for (int i = 0; i < 6; i++) {
      b.fill(i % 2 == 0 ? cloth : Color.WHITE, Brush.slice(x, top + 14, 24, 20, 30 * i, 30));
    }
    if (b.dice().chance(0.6)) {
      double ship = b.across(20);
      b.fill(Color.WHITE, Brush.polygon(ship, sea - 12, ship, sea, ship + 8, sea));
      b.fill(
          b.about(0x9A4B2F),
          Brush.polygon(
              ship - 6, sea + 1, ship + 9, sea + 1, ship + 6, sea + 4, ship - 3, sea + 4));
    }
  }

  private static void cake(Brush b) {
    b.shade(b.about(b.dice().one(0xFFE1EC, 0xFFF0C9, 0xD8F0FF)), b.about(0xFFFFFF), b.everything());
    double x = b.wide() / 2 + b.dice().between(-8, 8);
    double base = b.down(0.85);
    b.fill(b.about(0xC9CED6), Brush.oval(x, base, 40, 5));
    b.fill(b.about(0xB86B3C), Brush.box(x - 31, base - 30, 62, 29));
    b.fill(b.about(0xFF9EC0), Brush.box(x - 31, base - 34, 62, 11));
    for (int i = 0; i < 6; i++) {
      b.fill(new Color(0xFF9EC0), Brush.circle(x - 26 + 10.4 * i, base - 23, 5));
    }
    int candles = b.dice().whole(3, 5);
    for (int i = 0; i < candles; i++) {
      double cx = x - 24 + 48.0 * i / (candles - 1);
      b.fill(confetti(b), Brush.box(cx - 1.4, base - 50, 2.8, 16));
      b.fill(new Color(0xFFB020), Brush.oval(cx, base - 53.5, 2.4, 4));
      b.fill(new Color(0xFFF3A0), Brush.oval(cx, base - 53, 1.1, 2));
    }
    for (int i = b.dice().whole(5, 16); i > 0; i--) {
      b.fill(confetti(b), Brush.circle(b.across(3), b.dice().between(0, b.high() * 0.35), 1.6));
    }
  }

  private static void fireworks(Brush b) {
    b.shade(b.about(0x0B1038), b.about(0x3A2466), b.everything());
    for (int i = b.dice().whole(3, 5); i > 0; i--) {
      double x = b.across(18);
      double y = b.dice().between(14, b.high() * 0.6);
      double radius = b.dice().between(13, 24);
      Color colour = b.about(b.dice().one(0xFFD84D, 0xFF6FA8, 0x7CF0FF, 0xA8FF78, 0xFFFFFF));
      for (int ray = 0; ray < 18; ray++) {
        double angle = Math.PI * 2 * ray / 18;
        double dx = Math.cos(angle) * radius;
        double dy = Math.sin(angle) * radius;
        b.line(colour, 1, x + dx * 0.3, y + dy * 0.3, x + dx * 0.85, y + dy * 0.85);
        b.fill(colour, Brush.circle(x + dx, y + dy, 1.3));
      }
    }
    b.fill(new Color(0x0A0A18), b.below(b.down(0.9)));
    for (double x = b.dice().between(2, 6); x < b.wide(); x += b.dice().between(7, 13)) {
      double head = b.down(0.89);
      b.fill(new Color(0x0A0A18), Brush.circle(x, head, 3));
      if (b.dice().chance(0.5)) {
        b.line(new Color(0x0A0A18), 1.8, x - 5, head - 8, x, head + 5, x + 5, head - 8);
      }
    }
  }

  private static void hearts(Brush b) {
    b.shade(b.about(0xFFF6F0), b.about(b.dice().one(0xFFD3DF, 0xFFE9C7, 0xE3DCFF)), b.everything());
    for (int i = b.dice().whole(4, 8); i > 0; i--) {
      Color colour = b.about(b.dice().one(0xE5254A, 0xFF6B8E, 0xF0518C));
      b.at(
          b.across(14),
          b.dice().between(14, b.high() - 14),
          b.dice().between(-25, 25),
          b.dice().between(7, 17),
          () -> b.fill(colour, Brush.heart()));
    }
  }

  private static void sun(Brush b, double x, double y, double radius) {
    Color gold = b.about(0xFFD23A);
    for (int ray = 0; ray < 12; ray++) {
      double angle = Math.PI * 2 * ray / 12;
      b.line(
          gold,
          1.8,
          x + Math.cos(angle) * radius * 1.25,
          y + Math.sin(angle) * radius * 1.25,
          x + Math.cos(angle) * radius * 1.65,
          y + Math.sin(angle) * radius * 1.65);
    }
    b.fill(gold, Brush.circle(x, y, radius));
  }

  private static void cloud(Brush b, double x, double y, double size) {
    Color white = Brush.clear(Color.WHITE, 230);
    b.fill(white, Brush.oval(x, y, size * 1.8, size * 0.8));
    b.fill(white, Brush.circle(x - size * 0.6, y - size * 0.4, size * 0.8));
    b.fill(white, Brush.circle(x + size * 0.4, y - size * 0.7, size));
  }

  private static void flower(Brush b, double x, double y, Color petals) {
    b.line(b.about(0x2F7A2A), 0.9, x, y, x, y + 7);
    for (int i = 0; i < 5; i++) {
      double angle = Math.PI * 2 * i / 5;
      b.fill(petals, Brush.circle(x + Math.cos(angle) * 2, y + Math.sin(angle) * 2, 1.7));
    }
    b.fill(new Color(0xFFC928), Brush.circle(x, y, 1.4));
  }

  private static Color confetti(Brush b) {
    return b.about(b.dice().one(0xF2405D, 0xFFB627, 0x2FB5F2, 0x6ACB4D, 0xA861E8, 0xFF7B3D));
  }
}
