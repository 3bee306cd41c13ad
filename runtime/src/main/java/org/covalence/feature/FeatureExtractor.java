package org.covalence.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.covalence.post.Content;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/**
 * Features of many pictures, several at a time, each computed once.
 *
 * @param states where regions are kept, for an encoder that tells them; empty for any other
 * @param threads how many pictures are worked on at once
 */
public record FeatureExtractor(
    PictureFeatures encoder, FeatureCache cache, Optional<FeatureCache> states, int threads) {
  /** An extractor for an encoder that tells no regions. */
  public FeatureExtractor(PictureFeatures encoder, FeatureCache cache, int threads) {
    this(encoder, cache, Optional.empty(), threads);
  }

  /**
   * One picture.
   *
   * @param where names it in faults
   */
  public record Picture(Content content, String where) {}

  /** Features, or what was wrong with the picture. */
  public sealed interface Result {
    /**
     * The features, in half precision.
     *
     * @param key by which the caches keep what is known of the picture
     */
    @SuppressWarnings(
        "ArrayRecordComponent") // a record for its brevity; nothing compares two of them
    record Features(float[] values, String key) implements Result {}

    /** The picture could not be used. */
    record Failed(CovalenceException fault) implements Result {}
  }

  /**
   * The features of every picture, in order.
   *
   * @param progress hears of every picture, whether computed or found
   */
  public List<Result> extract(List<Picture> pictures, Progress progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Result>> futures = new ArrayList<>();
      for (Picture picture : pictures) {
        futures.add(
            workers.submit(
                () -> {
                  Result result = one(picture);
                  progress.step(1);
                  return result;
                }));
      }
      List<Result> results = new ArrayList<>(futures.size());
      for (Future<Result> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while computing features", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("computing features failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private Result one(Picture picture) {
    byte[] bytes;
    try {
      bytes = encoder.read(picture.content(), picture.where());
    } catch (CovalenceException e) {
      return new Result.Failed(e);
    }
    String key = ContentHash.ofBytes(bytes);
    Optional<float[]> known = cache.get(key);
    if (known.isPresent() && states.map(kept -> kept.holds(key)).orElse(true)) {
      return new Result.Features(known.get(), key);
    }
    EncodedContent encoded;
    try {
      encoded = encoder.encode(bytes, picture.where());
    } catch (CovalenceException e) {
      return new Result.Failed(e);
    }
    cache.put(key, encoded.pooled());
    states.ifPresent(kept -> kept.put(key, encoded.states()));
    return new Result.Features(encoded.pooled(), key);
  }
}
