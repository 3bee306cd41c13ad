package org.covalence.weights;

import java.io.IOException;

/** A checkpoint whose bytes contradict its format. Its message continues "the file is damaged:". */
final class MalformedPickleException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedPickleException(String message) {
    super(message);
  }
}
