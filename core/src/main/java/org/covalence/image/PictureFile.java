package org.covalence.image;

/**
 * A picture whose structure was walked and whose sizes are known, before anything of it is decoded.
 */
sealed interface PictureFile permits JpegFile, PngFile, GifFile, WebpFile, BmpFile {
  /** As stored, before it is turned upright; at least 1. */
  int width();

  /** As stored, before it is turned upright; at least 1. */
  int height();

  /** How many frames the file holds; only the first is decoded. */
  default int frames() {
    return 1;
  }

  default Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  /** The first frame as stored, on white. */
  Pixels decode();
}
