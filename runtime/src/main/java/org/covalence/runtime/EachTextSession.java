package org.covalence.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.covalence.feature.EncodedContent;
import org.covalence.post.Content;

/** An encoder of texts that reads one at a time; several run at once, each on one thread. */
final class EachTextSession implements EncoderSession {
  private final int width;
  private final Function<String, EncodedContent> encode;
  private final Runnable close;
  private final ExecutorService workers;

  /**
   * @param encode from a text to a vector of {@code width}, and states where they are read; is
   *     called from several threads
   * @param close lets go of what {@code encode} holds
   */
  EachTextSession(int width, Function<String, EncodedContent> encode, Runnable close, int threads) {
    this.width = width;
    this.encode = encode;
    this.close = close;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "covalence-texts");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public List<Future<EncodedContent>> encode(List<Content> contents, List<String> where) {
    List<Future<EncodedContent>> futures = new ArrayList<>();
    for (Content content : contents) {
      String text = ((Content.Text) content).value();
      futures.add(workers.submit(() -> encode.apply(text)));
    }
    return futures;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    close.run();
  }
}
