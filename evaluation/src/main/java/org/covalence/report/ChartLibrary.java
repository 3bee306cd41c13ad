package org.covalence.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Chart.js, as its jar holds it: one script with nothing outside itself, and its licence. */
final class ChartLibrary {
  private static final String POM = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private ChartLibrary() {}

  /** The script, without the line that would have a browser's tools ask for its source map. */
  static String script() {
    return file("dist/chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
  }

  /** The licence, which asks to go wherever the script goes. */
  static String licence() {
    return file("LICENSE.md").strip();
  }

  private static String file(String name) {
    Properties pom = new Properties();
    try {
      pom.load(new StringReader(resource(POM)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(
        "/META-INF/resources/webjars/chart.js/" + pom.getProperty("version") + "/" + name);
  }

  /**
   * A file of the class path, with line feeds alone: a browser would make them so before it hashes.
   */
  static String resource(String name) {
    try (InputStream in = ChartLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
