package org.covalence.store;

/** Hears how far a long piece of work has come. May be called from several threads. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = n -> {};

  /** {@code n} more units of the work are done. */
  void step(long n);
}
