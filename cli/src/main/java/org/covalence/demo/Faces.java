package org.covalence.demo;

import java.awt.Color;

/** Round faces, which differ by mood in their mouths and brows alone. */
final class Faces {
  /** What a mouth does. */
  enum Mouth {
    SMILE,
    STRAIGHT,
    FROWN
  }

  private Faces() {}

  /** One face somewhere in the middle. */
  static void face(Brush b, Mouth mouth) {
    double x = b.wide() / 2 + b.dice().between(-12, 12);
    double y = b.high() / 2 + b.dice().between(-8, 8);
    b.at(x, y, b.dice().between(-12, 12), b.dice().between(0.8, 1.05), () -> head(b, mouth));
  }

  private static void head(Brush b, Mouth mouth) {
    Color skin = b.about(b.dice().one(0xFFD54A, 0xF2B98B, 0xC98A5B, 0xFFE08A));
    Color dark = new Color(0x2A211C);
    b.fill(skin, Brush.circle(0, 0, 36));
    b.line(Brush.clear(dark, 160), 1.2, Brush.circle(0, 0, 36));
    for (int side = -1; side <= 1; side += 2) {
      b.fill(dark, Brush.oval(side * 13, -9, 4, 6));
      b.fill(Color.WHITE, Brush.circle(side * 13 + 1.2, -11.5, 1.5));
    }
    switch (mouth) {
      case SMILE -> {
        b.fill(dark, Brush.bowl(0, 7, 20, 19));
        b.fill(new Color(0xE8596B), Brush.oval(0, 21, 9, 4));
        for (int side = -1; side <= 1; side += 2) {
          b.fill(new Color(255, 110, 110, 90), Brush.circle(side * 24, 6, 5));
        }
      }
      case STRAIGHT -> b.line(dark, 3, -13, 16, 13, 16);
      case FROWN -> {
        b.line(dark, 3.2, Brush.arc(0, 27, 16, 13, 25, 130));
        for (int side = -1; side <= 1; side += 2) {
          b.line(dark, 2.6, side * 19, -17, side * 8, -22);
        }
        b.fill(new Color(0x5AB4F0), Brush.oval(-15, 6, 3, 5));
        b.fill(new Color(0x5AB4F0), Brush.polygon(-17.7, 4.5, -15, -3, -12.3, 4.5));
      }
    }
  }
}
