package org.covalence.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this program, as results and models name it. */
public final class Version {
  private Version() {}

  /** Such as {@code 0.1.0}. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the program's own version cannot be read", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
