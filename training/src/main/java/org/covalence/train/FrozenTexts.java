package org.covalence.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/** What plans of frozen text encoders do alike: a row of features for each text. */
final class FrozenTexts {
  private FrozenTexts() {}

  /**
   * Features of every post that has a text; an empty row for the others.
   *
   * @param encode is called from several threads
   */
  static EncoderPlan.Preparedness prepare(
      List<LabelledPost> posts,
      int width,
      Function<String, float[]> encode,
      int threads,
      Progress progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<float[]>> futures = new ArrayList<>();
      for (LabelledPost post : posts) {
        futures.add(
            workers.submit(
                () -> {
                  float[] row = post.post().text().map(encode).orElse(new float[0]);
                  progress.step(1);
                  return row;
                }));
      }
      float[][] rows = new float[posts.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = futures.get(i).get();
      }
      return new EncoderPlan.Preparedness(new Inputs.Features(rows, width), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading texts", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("reading texts failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /** The rows of posts that have a text, to standardise by. */
  static Optional<List<float[]>> examples(Inputs training) {
    List<float[]> rows = training.pooled().orElseThrow().present();
    if (rows.isEmpty()) {
      throw nonePresent();
    }
    return Optional.of(rows);
  }

  static CovalenceException nonePresent() {
    return CovalenceException.usage(
        "no post of the training part has a text",
        "--modalities",
        "leave text out of the modalities");
  }
}
