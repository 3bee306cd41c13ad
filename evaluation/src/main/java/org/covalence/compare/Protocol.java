package org.covalence.compare;

import java.util.List;
import org.covalence.interval.Bootstrap;

/**
 * How systems are measured: all that their results must have in common to be comparable.
 *
 * @param labels the declared classes; an index in {@link Scored} is a place in this list
 * @param labelRule the name of the rule that gave each post its label
 * @param split how the posts were split, in a few words
 * @param dataFingerprint a hash over the labelled posts
 * @param version the version of Covalence
 * @param bootstrap how intervals are drawn; its confidence is that of every interval
 */
public record Protocol(
    List<String> labels,
    String labelRule,
    String split,
    String dataFingerprint,
    String version,
    Bootstrap bootstrap) {
  public Protocol {
    labels = List.copyOf(labels);
    if (labels.isEmpty() || labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException("expected each class once, found " + labels);
    }
  }

  /** The signature of results on some posts of {@code part}. */
  public Signature signature(String part, int posts) {
    return new Signature(
        labelRule,
        split,
        part,
        posts,
        bootstrap.seed(),
        "wilson+" + bootstrap.method(),
        dataFingerprint,
        version);
  }
}
