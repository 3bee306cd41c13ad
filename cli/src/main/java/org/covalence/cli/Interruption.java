package org.covalence.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the process is told to stop, by Ctrl-C or SIGTERM.
 *
 * <p>Left alone, the JVM unloads LibTorch under the step that is running and crashes (seen with
 * LibTorch 2.10.0 and 2.13.0). So the end of the process first interrupts the thread of the
 * command, at which training and prediction look before every step, and waits until the command has
 * let go. The exit code is then the signal's: 130 or 143.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "covalence-stop");
  private volatile boolean requested;

  /** Watches over what the calling thread does until it closes this. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    requested = true;
    worker.interrupt();
    try {
      boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process was told to stop. */
  boolean isRequested() {
    return requested;
  }

  @Override
  public void close() {
    over.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end in this moment, and there is nothing left to wait for.
      }
    }
  }
}
