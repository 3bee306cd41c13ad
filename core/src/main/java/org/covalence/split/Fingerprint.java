package org.covalence.split;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.store.ContentHash;
import org.covalence.store.Progress;
import org.covalence.store.Unreadable;

/** One hash for what a model learnt from or was measured on. */
public final class Fingerprint {
  private Fingerprint() {}

  /** As {@link #of(Collection, Progress)}, in silence. */
  public static String of(Collection<LabelledPost> posts) {
    return of(posts, Progress.SILENT);
  }

  /**
   * The SHA-256 over id, label, words and bytes of every post, in the order of the ids, as 64
   * hexadecimal digits. It depends neither on the order of the posts nor on where files stand.
   *
   * @param progress hears of each post
   */
  public static String of(Collection<LabelledPost> posts, Progress progress) {
    List<LabelledPost> sorted =
        posts.stream().sorted(Comparator.comparing(LabelledPost::id)).toList();
    ContentHash hash = new ContentHash();
    for (LabelledPost post : sorted) {
      hash.add(post.id()).add(post.label().label());
      hash.add(Integer.toString(post.post().contents().size()));
      for (Map.Entry<Modality, Content> entry : post.post().contents().entrySet()) {
        hash.add(entry.getKey().name()).add(of(entry.getValue()));
      }
      progress.step(1);
    }
    return hash.hex();
  }

  /** The SHA-256 of the bytes of a file, or of words in UTF-8. */
  public static String of(Content content) {
    if (content instanceof Content.Text text) {
      return ContentHash.ofBytes(text.value().getBytes(StandardCharsets.UTF_8));
    }
    if (content instanceof Content.InMemory memory) {
      return ContentHash.ofBytes(memory.bytes());
    }
    Content.Stored stored = (Content.Stored) content;
    try {
      return ContentHash.ofFile(stored.file());
    } catch (IOException e) {
      throw Unreadable.because(e, stored.file());
    }
  }
}
