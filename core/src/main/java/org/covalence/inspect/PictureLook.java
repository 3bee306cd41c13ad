package org.covalence.inspect;

import java.util.List;
import java.util.Optional;
import org.covalence.duplicate.PictureHash;
import org.covalence.post.Finding;

/**
 * What is to be seen of one picture.
 *
 * @param findings what is odd about it
 * @param hash what it is compared by; empty where it cannot be read or shows almost nothing
 */
public record PictureLook(List<Finding> findings, Optional<PictureHash> hash) {
  public PictureLook {
    findings = List.copyOf(findings);
  }

  /** A look at a picture that is not compared with others. */
  public static PictureLook of(List<Finding> findings) {
    return new PictureLook(findings, Optional.empty());
  }
}
