package org.covalence.disturb;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.covalence.image.DecodeLimits;
import org.covalence.image.EncodedPixels;
import org.covalence.image.ImageDecoder;
import org.covalence.image.Pixels;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;

/** Posts with other pictures, which are in memory. */
final class Redrawn {
  private static final DecodeLimits LIMITS = DecodeLimits.standard();
  private static final ImageDecoder DECODER = new ImageDecoder(LIMITS);
  private static final int FINEST = 100;

  private Redrawn() {}

  /** A post with another picture, without loss where a reader would still take the file. */
  static Post of(Post post, UnaryOperator<Pixels> change) {
    return encoded(
        post,
        before -> {
          Pixels after = change.apply(before);
          byte[] png = EncodedPixels.png(after);
          // Fifty megapixels of noise are more than a file may have; as JPEG they are not.
          return png.length <= LIMITS.maxBytes() ? png : EncodedPixels.jpeg(after, FINEST);
        });
  }

  /** A post with the picture that {@code encode} makes a file of. */
  static Post encoded(Post post, Function<Pixels, byte[]> encode) {
    Optional<Content> picture = post.content(Modality.IMAGE);
    if (picture.isEmpty()) {
      return post;
    }
    Pixels pixels;
    try {
      String where = "image of post " + post.id();
      pixels = DECODER.decode(DECODER.read(picture.get(), where), where);
    } catch (CovalenceException e) {
      // Whoever uses the picture will say what is wrong with it.
      return post;
    }
    return post.with(Modality.IMAGE, new Content.InMemory(encode.apply(pixels)));
  }
}
