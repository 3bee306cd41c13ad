package org.covalence.post;

/**
 * Something a reader noticed: where, why it matters and what to do. A reader collects findings and
 * goes on.
 *
 * @param severity whether a post was lost over it
 * @param code a stable short name of the kind of finding, such as {@code unknown-label}
 * @param place file, line or id
 */
public record Finding(Severity severity, String code, String place, String reason, String remedy) {
  /** What a finding did to the post it is about. */
  public enum Severity {
    /** The post was left out. */
    SKIPPED,
    /** The post was kept; somebody should look at it. */
    NOTED
  }

  public static Finding skipped(String code, String place, String reason, String remedy) {
    return new Finding(Severity.SKIPPED, code, place, reason, remedy);
  }

  public static Finding noted(String code, String place, String reason, String remedy) {
    return new Finding(Severity.NOTED, code, place, reason, remedy);
  }
}
