package org.covalence.post;

import java.util.Locale;

/**
 * One way in which a post speaks. A modality is a value: a model is a list of encoders, each for
 * one modality, and no class is written for a certain pair of them.
 *
 * @param name lower case, letters and hyphens; stands in files and results
 */
public record Modality(String name) implements Comparable<Modality> {
  public static final Modality TEXT = new Modality("text");
  public static final Modality IMAGE = new Modality("image");

  public Modality {
    if (!name.matches("[a-z][a-z-]*") || !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a modality is named by lower-case letters: " + name);
    }
  }

  @Override
  public int compareTo(Modality other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
