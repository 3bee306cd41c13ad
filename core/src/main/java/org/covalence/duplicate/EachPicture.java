package org.covalence.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/** Looks at many pictures at once; what it finds is in the order of the posts all the same. */
public final class EachPicture {
  private EachPicture() {}

  /** Those of {@code posts} that have a picture. */
  public static List<Post> pictured(List<Post> posts) {
    return posts.stream().filter(p -> p.modalities().contains(Modality.IMAGE)).toList();
  }

  /**
   * What {@code look} says of each post, in the order of the posts.
   *
   * @param threads how many look at once; at least 1
   * @param progress hears of each post
   */
  public static <T> List<T> of(
      List<Post> posts, Function<Post, T> look, int threads, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Post post : posts) {
        running.add(
            pool.submit(
                () -> {
                  T found = look.apply(post);
                  progress.step(1);
                  return found;
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> result : running) {
        all.add(result.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CovalenceException fault) {
        throw fault;
      }
      throw new IllegalStateException("looking at a picture failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at pictures", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
