package org.covalence.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.covalence.feature.EncodedContent;
import org.covalence.feature.PictureFeatures;
import org.covalence.post.Content;

/** An image encoder. Pictures are decoded and run several at a time, each on one thread. */
final class PictureSession implements EncoderSession {
  private final PictureFeatures encoder;
  private final ExecutorService workers;

  PictureSession(PictureFeatures encoder, int threads) {
    this.encoder = encoder;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "covalence-pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int width() {
    return encoder.width();
  }

  @Override
  public List<Future<EncodedContent>> encode(List<Content> contents, List<String> where) {
    List<Future<EncodedContent>> futures = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      Content content = contents.get(i);
      String place = where.get(i);
      futures.add(workers.submit(() -> encoder.encode(encoder.read(content, place), place)));
    }
    return futures;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    encoder.close();
  }
}
