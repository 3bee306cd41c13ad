package org.covalence.face;

import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * Red, green and blue of a picture that is resized as {@link #resized} does it, in whole numbers
   * from 0 to 255. A large picture is never held in floats.
   */
  static List<Plane> of(Pixels picture, int rows, int columns) {
    return IntStream.range(0, 3).mapToObj(c -> channel(picture, c, rows, columns)).toList();
  }

  private static Plane channel(Pixels picture, int channel, int rows, int columns) {
    byte[] rgb = picture.rgb();
    float[] values = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      int top = first(y, picture.height(), rows);
      int bottom = behind(y, picture.height(), rows);
      for (int x = 0; x < columns; x++) {
        int left = first(x, picture.width(), columns);
        int right = behind(x, picture.width(), columns);
        long sum = 0;
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            sum += rgb[3 * (row * picture.width() + column) + channel] & 0xFF;
          }
        }
        values[y * columns + x] =
            (float) Math.rint((double) sum / ((long) (bottom - top) * (right - left)));
      }
    }
    return new Plane(rows, columns, values);
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
