package org.covalence.duplicate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.Fingerprint;
import org.covalence.split.LabelledPost;
import org.covalence.store.BoundedLines;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * What posts leave in a model that was fitted on them: a short hash of each text and picture, by
 * which a later post that says the same is recognised. The posts themselves cannot be read from it,
 * but whoever guesses a text can check the guess.
 *
 * <p>A hash is the first 64 bits of a SHA-256: among a million posts and a million traces, a chance
 * match has a probability of 5e-8.
 *
 * @param hashes by likeness, {@value #DIGITS} hexadecimal digits each
 */
public record Traces(Map<Likeness, Set<String>> hashes) {
  private static final int DIGITS = 16;
  private static final int MOST_BYTES_A_LINE = 64;
  private static final int MOST = 30_000_000;
  private static final Pattern LINE = Pattern.compile("([A-Za-z]{1,32}) ([0-9a-f]{16})");

  /** The likenesses that a hash can tell; pictures that only look alike differ in some bits. */
  private static final List<Likeness> TOLD =
      List.of(Likeness.EQUAL_TEXT, Likeness.NORMALISED_TEXT, Likeness.EQUAL_PICTURE);

  public Traces {
    Map<Likeness, Set<String>> copy = new EnumMap<>(Likeness.class);
    for (Likeness likeness : TOLD) {
      copy.put(likeness, Set.copyOf(hashes.getOrDefault(likeness, Set.of())));
    }
    hashes = Collections.unmodifiableMap(copy);
  }

  /** The traces of {@code posts}. A picture that cannot be read leaves none. */
  public static Traces of(List<Post> posts) {
    Map<Likeness, Set<String>> hashes = new EnumMap<>(Likeness.class);
    for (Post post : posts) {
      for (Likeness likeness : TOLD) {
        hash(post, likeness)
            .ifPresent(h -> hashes.computeIfAbsent(likeness, l -> new TreeSet<>()).add(h));
      }
    }
    return new Traces(hashes);
  }

  /** Those of {@code posts} that say the same as one of the posts that left these traces. */
  public Twins twins(List<LabelledPost> posts) {
    Map<Likeness, Set<String>> found = new EnumMap<>(Likeness.class);
    for (Likeness likeness : TOLD) {
      Set<String> ids = new LinkedHashSet<>();
      Set<String> known = hashes.getOrDefault(likeness, Set.of());
      for (LabelledPost post : posts) {
        if (hash(post.post(), likeness).filter(known::contains).isPresent()) {
          ids.add(post.id());
        }
      }
      found.put(likeness, ids);
    }
    return new Twins(found);
  }

  /** A line each: the likeness and the hash, sorted; lines end with a line feed. */
  public String lines() {
    StringBuilder lines = new StringBuilder();
    hashes.forEach(
        (likeness, all) ->
            new TreeSet<>(all)
                .forEach(h -> lines.append(likeness.key()).append(' ').append(h).append('\n')));
    return lines.toString();
  }

  /**
   * Reads what {@link #lines} gave. A likeness that this version does not know is passed over.
   *
   * @throws CovalenceException if the file cannot be read or holds anything else
   */
  public static Traces read(Path file) {
    Map<Likeness, Set<String>> hashes = new EnumMap<>(Likeness.class);
    try (BoundedLines lines =
        BoundedLines.open(file, StandardCharsets.US_ASCII, MOST_BYTES_A_LINE)) {
      for (Optional<BoundedLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        BoundedLines.Line line = next.get();
        Matcher parts =
            LINE.matcher(line instanceof BoundedLines.Line.Text text ? text.text() : "");
        if (!parts.matches() || line.number() > MOST) {
          throw CovalenceException.data(
              "expected a likeness and a hash of " + DIGITS + " digits, found something else",
              file + " line " + line.number(),
              "take the model from where it was made once more");
        }
        TOLD.stream()
            .filter(l -> l.key().equals(parts.group(1)))
            .forEach(
                l -> hashes.computeIfAbsent(l, x -> new LinkedHashSet<>()).add(parts.group(2)));
      }
    }
    return new Traces(hashes);
  }

  private static Optional<String> hash(Post post, Likeness likeness) {
    return switch (likeness) {
      case EQUAL_TEXT -> post.text().filter(t -> !t.isBlank()).map(t -> hash(t.strip()));
      case NORMALISED_TEXT -> post.text().flatMap(TextKey::of).map(Traces::hash);
      case EQUAL_PICTURE -> post.content(Modality.IMAGE).flatMap(Traces::hash);
      case NEAR_PICTURE -> Optional.empty();
    };
  }

  private static String hash(String text) {
    return ContentHash.ofBytes(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  private static Optional<String> hash(Content picture) {
    try {
      return Optional.of(Fingerprint.of(picture).substring(0, DIGITS));
    } catch (CovalenceException e) {
      return Optional.empty();
    }
  }
}
