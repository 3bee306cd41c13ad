package org.covalence.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.Fingerprint;
import org.covalence.store.Progress;
import org.covalence.store.Unreadable;

/**
 * Posts that say the same. A copy that stands in two parts of a split makes results look better
 * than they are; copies with different labels bound what can be reached.
 *
 * @param texts ids of posts with equal trimmed texts, a group each, in the order of the corpus
 * @param images ids of posts with byte-identical files, likewise
 */
public record Duplicates(List<List<String>> texts, List<List<String>> images) {
  public Duplicates {
    texts = texts.stream().map(List::copyOf).toList();
    images = images.stream().map(List::copyOf).toList();
  }

  /** Looks for copies; {@code progress} hears of each post. */
  static Duplicates among(List<Post> posts, Progress progress) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    Map<Long, List<Post>> sizes = new LinkedHashMap<>();
    for (Post post : posts) {
      post.text().ifPresent(t -> add(texts, t.strip(), post.id()));
      post.content(Modality.IMAGE).ifPresent(c -> add(sizes, size(c), post));
    }
    // Only files of one size can be equal, so most need not be read.
    Map<String, List<String>> images = new LinkedHashMap<>();
    for (Post post : posts) {
      Optional<Content> image = post.content(Modality.IMAGE);
      if (image.isPresent() && sizes.getOrDefault(size(image.get()), List.of()).size() > 1) {
        add(images, Fingerprint.of(image.get()), post.id());
      }
      progress.step(1);
    }
    return new Duplicates(groups(texts.values()), groups(images.values()));
  }

  /** How many posts are in {@code groups}. */
  public static int posts(List<List<String>> groups) {
    return groups.stream().mapToInt(List::size).sum();
  }

  private static <K, V> void add(Map<K, List<V>> groups, K key, V value) {
    groups.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  private static List<List<String>> groups(Collection<List<String>> all) {
    return all.stream().filter(g -> g.size() > 1).toList();
  }

  private static long size(Content content) {
    if (content instanceof Content.Stored stored) {
      try {
        return Files.size(stored.file());
      } catch (IOException e) {
        throw Unreadable.because(e, stored.file());
      }
    }
    return content instanceof Content.InMemory memory ? memory.bytes().length : 0;
  }
}
