package org.covalence.demo;

import java.awt.Color;
import java.util.List;

/** Streets, doors, desks and patterns, which say nothing. */
final class PlainScenes {
  static final List<Scene> ALL =
      List.of(
          PlainScenes::street,
          PlainScenes::door,
          PlainScenes::shapes,
          PlainScenes::desk,
          PlainScenes::straightFace,
          PlainScenes::shelf,
          PlainScenes::chart);

  private PlainScenes() {}

  private static void street(Brush b) {
    b.shade(b.about(0xC3CBD2), b.about(0xDDE2E5), b.everything());
    double kerb = b.down(b.dice().between(0.68, 0.78));
    for (double x = -b.dice().between(0, 10); x < b.wide(); ) {
      double width = b.dice().between(20, 34);
      double roof = b.dice().between(12, kerb * 0.55);
      b.fill(
          b.about(b.dice().one(0x9AA0A6, 0xB0A79C, 0x8C949E, 0xA9A9A2)),
          Brush.box(x, roof, width, kerb - roof));
      Color glass = b.about(0x5F6D7A);
      for (double wy = roof + 5; wy < kerb - 10; wy += 11) {
        for (double wx = x + 4; wx < x + width - 6; wx += 9) {
          b.fill(glass, Brush.box(wx, wy, 5, 6.5));
        }
      }
      x += width + 1;
    }
    b.fill(b.about(0x6E7073), b.below(kerb));
    b.fill(b.about(0xA7A7A5), Brush.box(0, kerb, b.wide(), 3));
    for (double x = b.dice().between(0, 12); x < b.wide(); x += 22) {
      b.fill(new Color(0xD8D8D2), Brush.box(x, (kerb + b.high()) / 2, 11, 1.8));
    }
  }

  private static void door(Brush b) {
    b.fill(b.about(b.dice().one(0xC9BFB0, 0xB9BDB8, 0xD2CDC3)), b.everything());
    double floor = b.down(0.9);
    b.fill(b.about(0x8A857C), b.below(floor));
    int doors = b.wide() > 115 && b.dice().chance(0.6) ? 2 : 1;
    for (int i = 0; i < doors; i++) {
      double x = b.wide() * (i + 0.5) / doors + b.dice().between(-6, 6) - 19;
      Color wood = b.about(b.dice().one(0x7A6652, 0x6B7780, 0x8A7F70, 0x66756A));
      b.fill(wood.darker(), Brush.box(x - 3, 15, 44, floor - 15));
      b.fill(wood, Brush.box(x, 18, 38, floor - 18));
      double panel = (floor - 18 - 18) / 2;
      for (int p = 0; p < 2; p++) {
        b.line(wood.darker(), 1.2, Brush.box(x + 6, 24 + p * (panel + 6), 26, panel));
      }
      b.fill(b.about(0xC9B26A), Brush.circle(x + 33, 18 + (floor - 18) / 2, 1.8));
    }
  }

  private static void shapes(Brush b) {
    b.fill(b.about(b.dice().one(0xE4E2DC, 0xCFD5DA, 0xD9D3CB)), b.everything());
    double step = b.dice().between(16, 26);
    int form = b.dice().whole(0, 3);
    Color first = muted(b);
    Color second = muted(b);
    for (double y = step / 2; y < b.high() + step; y += step) {
      for (double x = step / 2; x < b.wide() + step; x += step) {
        boolean odd = ((int) (x / step) + (int) (y / step)) % 2 == 0;
        double r = step * 0.36;
        b.fill(
            odd ? first : second,
            switch (form) {
              case 0 -> Brush.circle(x, y, r);
              case 1 -> Brush.box(x - r, y - r, 2 * r, 2 * r);
              case 2 -> Brush.polygon(x, y - r, x + r, y + r, x - r, y + r);
              default -> Brush.box(x - step / 2, y - step / 2, step, odd ? step : step / 3);
            });
      }
    }
  }

  private static void desk(Brush b) {
    b.fill(b.about(b.dice().one(0xD6D9DB, 0xCEC9BF, 0xBFC7C4)), b.everything());
    double edge = b.down(0.66);
    b.fill(b.about(b.dice().one(0x9C7B58, 0x8B8378, 0xA58D6F)), b.below(edge));
    double x = b.across(40);
    b.fill(b.about(0x55595E), Brush.box(x - 24, edge - 30, 42, 29));
    b.fill(b.about(0xA9B8C4), Brush.box(x - 21.5, edge - 27.5, 37, 24));
    b.fill(
        b.about(0x7D8288),
        Brush.polygon(x - 24, edge, x + 18, edge, x + 24, edge + 9, x - 30, edge + 9));
    double cup = x + b.dice().one(-38.0, 34.0);
    b.line(b.about(0x8F9498), 2, Brush.circle(cup + 7, edge - 4, 4));
    b.fill(
        b.about(b.dice().one(0xE8E6E1, 0x6F8796, 0x94706A)), Brush.box(cup - 7, edge - 11, 14, 15));
    for (int i = b.dice().whole(1, 3); i > 0; i--) {
      double px = b.across(20);
      double py = b.dice().between(edge + 14, b.high() - 6);
      b.at(
          px,
          py,
          b.dice().between(-20, 20),
          1,
          () -> b.fill(new Color(0xEDEBE4), Brush.box(-9, -5, 18, 10)));
    }
  }

  private static void straightFace(Brush b) {
    b.shade(b.about(b.dice().one(0xD8DCDD, 0xCFCBC2, 0xC2CBD3)), b.about(0xE6E6E4), b.everything());
    Faces.face(b, Faces.Mouth.STRAIGHT);
  }

  private static void shelf(Brush b) {
    b.fill(b.about(0xBEB6A9), b.everything());
    int boards = b.dice().whole(3, 4);
    double space = b.high() / boards;
    for (int i = 0; i < boards; i++) {
      double board = space * (i + 1) - 3;
      for (double x = 3; x < b.wide() - 8; ) {
        double width = b.dice().between(4, 8);
        double height = b.dice().between(space * 0.5, space * 0.82);
        if (b.dice().chance(0.88)) {
          b.fill(muted(b), Brush.box(x, board - height, width - 0.6, height));
        }
        x += width;
      }
      b.fill(b.about(0x7D6A55), Brush.box(0, board, b.wide(), 3));
    }
  }

  private static void chart(Brush b) {
    b.fill(b.about(0xEFEFEB), b.everything());
    Color axis = b.about(0x60646A);
    double base = b.high() - 14;
    b.line(axis, 1.4, 13, 10, 13, base, b.wide() - 8, base);
    for (double y = base - 15; y > 12; y -= 15) {
      b.line(new Color(0xD2D2CE), 0.7, 13, y, b.wide() - 8, y);
    }
    Color bars = muted(b);
    int count = b.dice().whole(4, 7);
    double step = (b.wide() - 26) / count;
    for (int i = 0; i < count; i++) {
      double height = b.dice().between(12, base - 16);
      b.fill(bars, Brush.box(16 + i * step, base - height, step * 0.65, height - 0.7));
    }
  }

  private static Color muted(Brush b) {
    return b.about(
        b.dice().one(0x7D8CA0, 0x9C8F7A, 0x7F9484, 0x94808C, 0xA8A8A2, 0x6F7C86, 0xA7806B));
  }
}
