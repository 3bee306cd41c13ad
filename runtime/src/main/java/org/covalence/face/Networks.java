package org.covalence.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;

/** The networks that come with the program. {@code tools/make_faces.py} wrote them. */
final class Networks {
  private Networks() {}

  /** Loads one; each run takes one thread. */
  static OnnxGraph load(String name) {
    String file = name + ".onnx";
    try (InputStream in = Networks.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in this program");
      }
      return OnnxGraph.load(OnnxFile.of(in.readAllBytes(), "the program's own " + file), 1);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of the program cannot be read", e);
    }
  }
}
