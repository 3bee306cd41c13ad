package org.covalence.spec;

/**
 * How pictures are varied at random while an encoder is fitted to them, anew in each epoch. What is
 * validated, tested and predicted is never varied.
 *
 * @param crop of the side of the picture, how much is cut off at most
 * @param flip how likely left and right are exchanged
 * @param colour how far brightness and contrast are from 1 at most
 */
public record AugmentSpec(
    @Setting(
            about =
                "how much of a picture's side a random cut may leave out; the rest is enlarged (0: none)",
            key = "augment-crop",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.9)
        double crop,
    @Setting(
            about = "chance that a picture's left and right are exchanged",
            key = "augment-flip",
            value = "0.0",
            off = "0",
            min = 0,
            max = 1)
        double flip,
    @Setting(
            about = "how much brighter, darker, starker or duller a picture may become (0: not)",
            key = "augment-colour",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.95)
        double colour) {
  /** Pictures stay as they are. */
  public static final AugmentSpec NONE = new AugmentSpec(0, 0, 0);
}
