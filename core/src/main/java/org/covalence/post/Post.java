package org.covalence.post;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A post: an id, and what it says in each modality it has.
 *
 * @param id unique within its corpus
 * @param contents by modality; a modality that the post lacks is absent
 */
public record Post(String id, SortedMap<Modality, Content> contents) {
  public Post {
    contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
  }

  /** A post of text alone. */
  public static Post ofText(String id, String text) {
    return new Post(id, new TreeMap<>(Map.of(Modality.TEXT, new Content.Text(text))));
  }

  /** This post with one modality added or replaced. */
  public Post with(Modality modality, Content content) {
    SortedMap<Modality, Content> more = new TreeMap<>(contents);
    more.put(modality, content);
    return new Post(id, more);
  }

  /** This post without what it says in one modality. */
  public Post without(Modality modality) {
    SortedMap<Modality, Content> fewer = new TreeMap<>(contents);
    fewer.remove(modality);
    return new Post(id, fewer);
  }

  /** This post with a picture read from {@code file} when it is needed. */
  public Post withImage(Path file) {
    return with(Modality.IMAGE, new Content.Stored(file));
  }

  /** What the post says in {@code modality}. */
  public Optional<Content> content(Modality modality) {
    return Optional.ofNullable(contents.get(modality));
  }

  /** The words of the post; empty where it has none. */
  public Optional<String> text() {
    return content(Modality.TEXT).map(c -> c instanceof Content.Text t ? t.value() : null);
  }

  /** The modalities the post has. */
  public Set<Modality> modalities() {
    return contents.keySet();
  }
}
