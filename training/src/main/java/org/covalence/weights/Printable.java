package org.covalence.weights;

/**
 * Names out of a file, made fit for a message: short, and without characters that move a cursor.
 */
final class Printable {
  private static final int MAX_LENGTH = 80;

  private Printable() {}

  static String text(String fromFile) {
    String clean = fromFile.replaceAll("\\p{C}", "?");
    return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "…";
  }
}
