package org.covalence.duplicate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.Fingerprint;
import org.covalence.split.Groups;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/**
 * Posts that say the same. A copy that stands in two parts of a split makes results look better
 * than they are; copies with different labels bound what can be reached.
 *
 * @param groups ids by likeness, each group of two or more in the order of the corpus; a likeness
 *     that was not looked for is absent
 */
public record Duplicates(Map<Likeness, List<List<String>>> groups) {
  public Duplicates {
    Map<Likeness, List<List<String>>> copy = new EnumMap<>(Likeness.class);
    groups.forEach((likeness, all) -> copy.put(likeness, all.stream().map(List::copyOf).toList()));
    groups = Collections.unmodifiableMap(copy);
  }

  /**
   * Looks for copies of texts and files. A file that cannot be read has none: what is wrong with it
   * is told where it is used.
   *
   * @param progress hears of each post
   */
  public static Duplicates among(List<Post> posts, Progress progress) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Map<Long, List<Post>> sizes = new LinkedHashMap<>();
    for (Post post : posts) {
      post.text().filter(t -> !t.isBlank()).ifPresent(t -> add(texts, t.strip(), post.id()));
      post.text().flatMap(TextKey::of).ifPresent(key -> add(keys, key, post.id()));
      post.content(Modality.IMAGE).ifPresent(c -> add(sizes, size(c), post));
    }
    // Only files of one size can be equal, so most need not be read.
    Map<String, List<String>> images = new LinkedHashMap<>();
    for (Post post : posts) {
      Optional<Content> image = post.content(Modality.IMAGE);
      if (image.isPresent() && sizes.getOrDefault(size(image.get()), List.of()).size() > 1) {
        hash(image.get()).ifPresent(hash -> add(images, hash, post.id()));
      }
      progress.step(1);
    }
    return new Duplicates(
        Map.of(
            Likeness.EQUAL_TEXT,
            groups(texts.values()),
            Likeness.NORMALISED_TEXT,
            groups(keys.values()),
            Likeness.EQUAL_PICTURE,
            groups(images.values())));
  }

  /**
   * These, and the pictures that look the same.
   *
   * @param hashes by id, in the order of the corpus; posts without a picture that can be compared
   *     are left out
   */
  public Duplicates withPictures(Map<String, PictureHash> hashes) {
    Map<Likeness, List<List<String>>> more = new EnumMap<>(Likeness.class);
    more.putAll(groups);
    more.put(Likeness.NEAR_PICTURE, NearPictures.groups(hashes));
    return new Duplicates(more);
  }

  /** The groups of one likeness; none where it was not looked for. */
  public List<List<String>> of(Likeness likeness) {
    return groups.getOrDefault(likeness, List.of());
  }

  /**
   * Posts that any likeness joins, one through the other, named by the id that sorts first. They
   * depend on which posts there are and not on their order.
   */
  public Groups together() {
    Union<String> union = new Union<>();
    groups
        .values()
        .forEach(all -> all.forEach(group -> group.forEach(id -> union.join(group.get(0), id))));
    Map<String, String> names = new LinkedHashMap<>();
    for (List<String> group : union.groups()) {
      String name = Collections.min(group);
      group.forEach(id -> names.put(id, name));
    }
    return new Groups(names);
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

  private static Optional<String> hash(Content content) {
    try {
      return Optional.of(Fingerprint.of(content));
    } catch (CovalenceException e) {
      return Optional.empty();
    }
  }

  /** In bytes; -1 for a file that cannot be read. */
  private static long size(Content content) {
    if (content instanceof Content.Stored stored) {
      try {
        return Files.size(stored.file());
      } catch (IOException e) {
        return -1;
      }
    }
    return content instanceof Content.InMemory memory ? memory.bytes().length : -1;
  }
}
