package org.covalence.face;

import java.util.List;
import org.covalence.image.Pixels;

/**
 * One channel of a picture.
 *
 * @param values rows × columns, from the top; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record Plane(int rows, int columns, float[] values) {
  /** What Rec. 601 makes of red, green and blue. */
  private static final float[] LUMINANCE = {0.299F, 0.587F, 0.114F};

  /** Red, green and blue, from 0 to 255. */
  static List<Plane> of(Pixels picture) {
    byte[] rgb = picture.rgb();
    float[][] channels = new float[3][rgb.length / 3];
    for (int i = 0; i < rgb.length; i++) {
      channels[i % 3][i / 3] = rgb[i] & 0xFF;
    }
    return List.of(channels).stream()
        .map(values -> new Plane(picture.height(), picture.width(), values))
        .toList();
  }

  /** The grey of three channels. */
  static Plane grey(List<Plane> channels) {
    Plane red = channels.get(0);
    float[] grey = new float[red.values.length];
    for (int channel = 0; channel < LUMINANCE.length; channel++) {
      float[] values = channels.get(channel).values;
      for (int i = 0; i < grey.length; i++) {
        grey[i] += LUMINANCE[channel] * values[i];
      }
    }
    return new Plane(red.rows, red.columns, grey);
  }

  /** A part of it, zero where that leaves the plane. */
  Plane part(int top, int left, int height, int width) {
    float[] part = new float[height * width];
    int from = Math.max(0, left);
    int until = Math.min(columns, left + width);
    for (int y = Math.max(0, top); y < Math.min(rows, top + height) && from < until; y++) {
      System.arraycopy(
          values, y * columns + from, part, (y - top) * width + from - left, until - from);
    }
    return new Plane(height, width, part);
  }

  /**
   * Resized: each value is the mean of all that its place reaches into, which PyTorch calls {@code
   * area}. Where there are fewer they are repeated.
   */
  Plane resized(int newRows, int newColumns) {
    float[] resized = new float[newRows * newColumns];
    for (int y = 0; y < newRows; y++) {
      int top = first(y, rows, newRows);
      int bottom = behind(y, rows, newRows);
      for (int x = 0; x < newColumns; x++) {
        int left = first(x, columns, newColumns);
        int right = behind(x, columns, newColumns);
        float sum = 0;
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            sum += values[row * columns + column];
          }
        }
        resized[y * newColumns + x] = sum / ((bottom - top) * (right - left));
      }
    }
    return new Plane(newRows, newColumns, resized);
  }

  private static int first(int place, int inputs, int outputs) {
    return (int) ((long) place * inputs / outputs);
  }

  private static int behind(int place, int inputs, int outputs) {
    return (int) (((place + 1L) * inputs + outputs - 1) / outputs);
  }
}
