package org.covalence.duplicate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/** The hashes of the pictures of posts, each of which has to be decoded. */
public final class PictureHashes {
  private PictureHashes() {}

  /**
   * Hashes by id, in the order of {@code posts}. Pictures that cannot be read, and those of almost
   * one brightness, are left out: what is wrong with a picture is told where it is used.
   *
   * @param threads how many decode at once; at least 1
   * @param progress hears of each post that has a picture
   */
  public static Map<String, PictureHash> of(List<Post> posts, int threads, Progress progress) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());
    List<Post> pictured = EachPicture.pictured(posts);
    List<Optional<PictureHash>> found =
        EachPicture.of(pictured, post -> hash(decoder, post), threads, progress);
    Map<String, PictureHash> hashes = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      String id = pictured.get(i).id();
      found.get(i).ifPresent(hash -> hashes.put(id, hash));
    }
    return hashes;
  }

  private static Optional<PictureHash> hash(ImageDecoder decoder, Post post) {
    String place = "post " + post.id();
    try {
      return post.content(Modality.IMAGE)
          .map(content -> decoder.decode(decoder.read(content, place), place))
          .flatMap(PictureHash::of);
    } catch (CovalenceException e) {
      return Optional.empty();
    }
  }
}
