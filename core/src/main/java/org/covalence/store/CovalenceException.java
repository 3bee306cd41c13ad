package org.covalence.store;

import org.jspecify.annotations.Nullable;

/**
 * A fault that the user can mend: what is wrong, where, and what to do about it. Everything else
 * that is thrown is a bug and keeps its stack trace.
 */
public final class CovalenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, which decides the exit code of the command line. */
  public enum Fault {
    /** The command was called wrongly: exit code 2. */
    USAGE,
    /** A data file, a model folder or the disk is not as it must be: exit code 3. */
    DATA
  }

  private final Fault fault;
  private final String what;
  private final String where;
  private final String remedy;

  private CovalenceException(
      Fault fault, String what, String where, String remedy, @Nullable Throwable cause) {
    super(what + ", in " + where + ": " + remedy, cause);
    this.fault = fault;
    this.what = what;
    this.where = where;
    this.remedy = remedy;
  }

  /**
   * The command or the configuration asks for something impossible. {@code where} names the option
   * or key.
   */
  public static CovalenceException usage(String what, String where, String remedy) {
    return new CovalenceException(Fault.USAGE, what, where, remedy, null);
  }

  /**
   * A file is not as it must be. {@code where} names the file and, where there is one, the line or
   * the id.
   */
  public static CovalenceException data(String what, String where, String remedy) {
    return new CovalenceException(Fault.DATA, what, where, remedy, null);
  }

  /** As {@link #data(String, String, String)}, keeping what the library below said. */
  public static CovalenceException data(String what, String where, String remedy, Throwable cause) {
    return new CovalenceException(Fault.DATA, what, where, remedy, cause);
  }

  public Fault fault() {
    return fault;
  }

  public String what() {
    return what;
  }

  public String where() {
    return where;
  }

  public String remedy() {
    return remedy;
  }
}
