package org.covalence.feature;

import org.covalence.post.Content;
import org.covalence.store.CovalenceException;

/** What turns the bytes of a picture into features. May be used by many threads at once. */
public interface PictureFeatures extends AutoCloseable {
  /** Width of the features. */
  int width();

  /** A hash of all that features depend on beside the picture. */
  String key();

  /**
   * The bytes of a picture.
   *
   * @param where names the picture in faults
   * @throws CovalenceException if they cannot be read
   */
  byte[] read(Content picture, String where);

  /**
   * The features of a picture, and the states of its regions where there are any.
   *
   * @param bytes of the picture's file
   * @param where names the picture in faults
   * @throws CovalenceException if it cannot be decoded
   */
  EncodedContent encode(byte[] bytes, String where);

  @Override
  void close();
}
