package org.covalence.feature;

import org.covalence.face.FaceFeatures;
import org.covalence.face.FaceReader;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.post.Content;
import org.covalence.store.ContentHash;
import org.covalence.store.HalfPrecision;

/** The {@link FaceFeatures} of pictures, as features of a frozen encoder: in half precision. */
public final class FaceEncoder implements PictureFeatures {
  private final FaceReader reader = new FaceReader();
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());

  @Override
  public int width() {
    return FaceFeatures.WIDTH;
  }

  @Override
  public String key() {
    return new ContentHash().add("faces").add(Integer.toString(FaceFeatures.VERSION)).hex();
  }

  @Override
  public byte[] read(Content picture, String where) {
    return decoder.read(picture, where);
  }

  @Override
  public EncodedContent encode(byte[] bytes, String where) {
    double[] features = FaceFeatures.of(reader.read(decoder.decode(bytes, where)));
    return new EncodedContent(HalfPrecision.rounded(features));
  }

  @Override
  public void close() {
    reader.close();
  }
}
