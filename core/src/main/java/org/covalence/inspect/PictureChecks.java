package org.covalence.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.covalence.post.Finding;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/** Looks at many pictures at once; what it finds is in the order of the posts all the same. */
final class PictureChecks {
  private PictureChecks() {}

  static List<Finding> run(
      List<Post> posts, Function<Post, List<Finding>> check, int threads, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Finding>>> running = new ArrayList<>();
      for (Post post : posts) {
        running.add(
            pool.submit(
                () -> {
                  List<Finding> found = check.apply(post);
                  progress.step(1);
                  return found;
                }));
      }
      List<Finding> findings = new ArrayList<>();
      for (Future<List<Finding>> result : running) {
        findings.addAll(result.get());
      }
      return findings;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CovalenceException fault) {
        throw fault;
      }
      throw new IllegalStateException("a picture check failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at pictures", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
