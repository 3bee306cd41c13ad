package org.covalence.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real posts, weights and reference values that may not be copied into the project. Tests that need
 * them are tagged {@code data} and ask here; without the environment variable they are skipped with
 * a line that says so.
 */
public final class SharedFiles {
  /** Names the folder that holds {@code data}, {@code weights} and {@code golden}. */
  public static final String VARIABLE = "COVALENCE_SHARED";

  private SharedFiles() {}

  /** The file or folder at {@code relative}; skips the calling test where it is not at hand. */
  public static Path require(String relative) {
    String root = System.getenv(VARIABLE);
    Assumptions.assumeTrue(
        root != null && !root.isBlank(),
        "skipped: set " + VARIABLE + " to the folder with the real posts to run this test");
    Path path = Path.of(root).resolve(relative);
    Assumptions.assumeTrue(Files.exists(path), "skipped: " + VARIABLE + " has no " + relative);
    return path;
  }
}
