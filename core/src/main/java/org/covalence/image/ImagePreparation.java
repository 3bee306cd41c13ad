package org.covalence.image;

import java.util.Collections;
import java.util.List;

/**
 * From a decoded picture to what an image encoder takes: the short side resized to a fixed length
 * (antialiased bilinear), the middle square cut out, the values scaled. Equal to torchvision's
 * {@code Resize}, {@code CenterCrop}, {@code ToTensor}, {@code Normalize} on a Pillow picture, bit
 * by bit up to the scaling. A value: it is saved with a model, and the model is right for no other
 * one.
 *
 * @param shortSidePixels length of the short side after resizing; the long one keeps the shape,
 *     rounded down
 * @param cropPixels side of the square, at most {@code shortSidePixels}
 * @param scaling from 8-bit values to the encoder's
 */
public record ImagePreparation(int shortSidePixels, int cropPixels, Scaling scaling) {
  /** Raised whenever the same picture would be prepared in another way. */
  public static final int VERSION = 1;

  /** Far above any image network's input; keeps a damaged model file from asking for gigabytes. */
  private static final int MOST_PIXELS = 4096;

  public ImagePreparation {
    if (cropPixels < 1 || cropPixels > shortSidePixels || shortSidePixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "expected 1 <= crop <= short side <= "
              + MOST_PIXELS
              + " pixels, found a crop of "
              + cropPixels
              + " and a short side of "
              + shortSidePixels);
    }
  }

  /**
   * {@code (value - mean) / deviation} for red, green and blue, in units of 8-bit values (0 to
   * 255). What is published in units of 0 to 1 is 255 times that here.
   *
   * @param mean three numbers
   * @param deviation three numbers above 0
   */
  public record Scaling(List<Double> mean, List<Double> deviation) {
    public Scaling {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      if (mean.size() != 3
          || deviation.size() != 3
          || !mean.stream().allMatch(Double::isFinite)
          || !deviation.stream().allMatch(d -> Double.isFinite(d) && d > 0)) {
        throw new IllegalArgumentException(
            "expected three means and three deviations above 0, found "
                + mean
                + " and "
                + deviation);
      }
    }

    /**
     * The same for all three channels: {@code of(0, 255)} gives 0 to 1, {@code of(127.5, 127.5)} -1
     * to 1.
     */
    public static Scaling of(double mean, double deviation) {
      return new Scaling(Collections.nCopies(3, mean), Collections.nCopies(3, deviation));
    }

    /**
     * ImageNet's mean and deviation as torchvision uses them: (0.485, 0.456, 0.406) and (0.229,
     * 0.224, 0.225) in units of 0 to 1.
     */
    public static Scaling imageNet() {
      return new Scaling(List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375));
    }

    /** {@code (value - 127) / 128}, as EfficientNet-Lite takes it. */
    public static Scaling centred() {
      return of(127, 128);
    }

    /** What each 8-bit value becomes in {@code channel}. */
    private float[] table(int channel) {
      float[] table = new float[256];
      for (int value = 0; value < 256; value++) {
        table[value] = (float) ((value - mean.get(channel)) / deviation.get(channel));
      }
      return table;
    }
  }

  /**
   * Short side 256, crop 224, ImageNet's scaling: what torchvision's classifiers were trained on.
   */
  public static ImagePreparation imageNet() {
    return new ImagePreparation(256, 224, Scaling.imageNet());
  }

  /** How many numbers a prepared picture has: 3 × crop × crop. */
  public int length() {
    return 3 * cropPixels * cropPixels;
  }

  /** The prepared picture: channel × row × column. */
  public float[] prepare(Pixels picture) {
    return normalise(cropped(picture));
  }

  /**
   * The picture resized and cropped but not scaled, a quarter of the size in memory: channel × row
   * × column.
   */
  public byte[] cropped(Pixels picture) {
    Placement at = placement(picture.width(), picture.height());
    return new BilinearWindow(
            new BilinearAxis(picture.width(), at.width(), at.left(), cropPixels),
            new BilinearAxis(picture.height(), at.height(), at.top(), cropPixels))
        .of(picture);
  }

  /** Scales what {@link #cropped} gave: channel × row × column. */
  public float[] normalise(byte[] cropped) {
    float[] scaled = new float[length()];
    normalise(cropped, scaled, 0);
    return scaled;
  }

  /**
   * Scales what {@link #cropped} gave into a batch.
   *
   * @param at where in {@code batch} the first of {@link #length} numbers goes
   */
  public void normalise(byte[] cropped, float[] batch, int at) {
    if (cropped.length != length()) {
      throw new IllegalArgumentException(
          "expected " + length() + " values, found " + cropped.length);
    }
    int plane = cropPixels * cropPixels;
    for (int channel = 0; channel < 3; channel++) {
      float[] table = scaling.table(channel);
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        batch[at + i] = table[cropped[i] & 0xFF];
      }
    }
  }

  /** The size of the whole resized picture, and where in it the crop begins. */
  record Placement(int width, int height, int left, int top) {}

  Placement placement(int width, int height) {
    int resizedWidth = width <= height ? shortSidePixels : longSide(width, height);
    int resizedHeight = width <= height ? longSide(height, width) : shortSidePixels;
    return new Placement(resizedWidth, resizedHeight, margin(resizedWidth), margin(resizedHeight));
  }

  private int longSide(int longer, int shorter) {
    return Math.toIntExact((long) shortSidePixels * longer / shorter);
  }

  /** torchvision rounds with Python's {@code round}: halves go to the even neighbour. */
  private int margin(int side) {
    return (int) Math.rint((side - cropPixels) / 2.0);
  }
}
