package org.covalence.report;

import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * A small picture that stands in the page itself. The maker of the bytes has encoded them himself:
 * foreign bytes are never put into a page.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes the encoded picture, not copied: do not change it
 */
public record InlinePicture(String mediaType, byte[] bytes) {
  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");

  public InlinePicture {
    if (!TYPES.contains(mediaType)) {
      throw new IllegalArgumentException("expected one of " + TYPES + ", found " + mediaType);
    }
  }

  /** The picture as an address that needs no request. */
  String address() {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InlinePicture picture
        && mediaType.equals(picture.mediaType)
        && Arrays.equals(bytes, picture.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * mediaType.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return mediaType + " of " + bytes.length + " bytes";
  }
}
