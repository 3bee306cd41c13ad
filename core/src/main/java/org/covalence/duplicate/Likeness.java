package org.covalence.duplicate;

/** In which way posts say the same. */
public enum Likeness {
  /** Equal texts but for space around them. */
  EQUAL_TEXT("texts"),
  /** Equal texts after normalising ({@link TextKey}). */
  NORMALISED_TEXT("normalisedTexts"),
  /** Byte-identical pictures. */
  EQUAL_PICTURE("images"),
  /** Pictures whose hashes differ in a few bits ({@link PictureHash}), equal ones included. */
  NEAR_PICTURE("nearImages");

  private final String key;

  Likeness(String key) {
    this.key = key;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }
}
