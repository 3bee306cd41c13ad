package org.covalence.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes JSON objects as lines, or as the elements of one array. */
final class LineWriter {
  private final OutputStream out;
  private final boolean array;
  private boolean begun;

  private LineWriter(OutputStream out, boolean array) {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.array = array;
  }

  /** One object a line. */
  static LineWriter lines(OutputStream out) {
    return new LineWriter(out, false);
  }

  /** One array of all objects. */
  static LineWriter array(OutputStream out) {
    return new LineWriter(out, true);
  }

  void write(String object) throws IOException {
    if (array) {
      put(begun ? ",\n" : "[\n");
    }
    put(object);
    if (!array) {
      put("\n");
    }
    begun = true;
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Ends the array, where it is one. */
  void end() throws IOException {
    if (array) {
      put(begun ? "\n]\n" : "[]\n");
    }
    flush();
  }

  private void put(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
