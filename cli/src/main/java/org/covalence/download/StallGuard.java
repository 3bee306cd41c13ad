package org.covalence.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of a response, given up when nothing has come for a while. {@code HttpClient}'s own
 * timeout (Java 17) ends with the headers, so a server that falls silent later would be waited for
 * without end.
 */
final class StallGuard implements AutoCloseable {
  private final InputStream body;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong received = new AtomicLong();
  private volatile boolean stalled;
  private long seen = -1;

  StallGuard(InputStream body, Duration silence) {
    this.body = body;
    var unused =
        watch.scheduleWithFixedDelay(
            this::look, silence.toMillis(), silence.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As {@link InputStream#read(byte[])}. */
  int read(byte[] buffer) throws IOException {
    int count;
    try {
      count = body.read(buffer);
    } catch (IOException e) {
      throw stalled ? silent() : e;
    }
    if (count < 0 && stalled) {
      throw silent();
    }
    received.addAndGet(Math.max(count, 0));
    return count;
  }

  private void look() {
    long now = received.get();
    if (now == seen) {
      stalled = true;
      try {
        body.close(); // wakes the reader
      } catch (IOException e) {
        // The reader meets the same fault, and tells of it.
      }
    }
    seen = now;
  }

  private static IOException silent() {
    return new HttpTimeoutException("the server fell silent");
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    body.close();
  }
}
