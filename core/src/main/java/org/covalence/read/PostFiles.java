package org.covalence.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.covalence.post.Finding;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;

/**
 * The texts and pictures of a folder by the id that names them. Ids are looked up among the names
 * that are there and never made into a path, so no id can lead out of the folder.
 */
final class PostFiles {
  private static final List<String> PICTURES = List.of("jpg", "jpeg", "png", "gif", "webp", "bmp");

  private final Path folder;
  private final DataFolder bounds;
  private final Map<String, Path> texts = new HashMap<>();
  private final Map<String, Path> pictures = new HashMap<>();
  private final List<Finding> notes = new ArrayList<>();

  private PostFiles(Path folder, DataFolder bounds) {
    this.folder = folder;
    this.bounds = bounds;
  }

  /** Lists {@code folder}; where there is none, there are no files. */
  static PostFiles in(Path folder, DataFolder bounds) {
    PostFiles files = new PostFiles(folder, bounds);
    if (Files.isDirectory(folder)) {
      bounds.check(folder);
      files.list();
    }
    return files;
  }

  Path folder() {
    return folder;
  }

  Optional<Path> text(String id) throws BadPost {
    Path file = texts.get(id);
    return file == null ? Optional.empty() : Optional.of(bounds.text(file));
  }

  Optional<Path> picture(String id) throws BadPost {
    Path file = pictures.get(id);
    return file == null ? Optional.empty() : Optional.of(bounds.picture(file));
  }

  Set<String> withText() {
    return Collections.unmodifiableSet(texts.keySet());
  }

  Set<String> withPicture() {
    return Collections.unmodifiableSet(pictures.keySet());
  }

  /** Posts that have two pictures. */
  List<Finding> notes() {
    return List.copyOf(notes);
  }

  private void list() {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.sorted().forEach(this::add);
    } catch (UncheckedIOException e) {
      throw Unreadable.because(new IOException(e), folder);
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  private void add(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    // Names that begin with a dot are other programs' notes, such as the ._7.jpg of a Mac.
    if (dot <= 0 || name.startsWith(".")) {
      return;
    }
    String id = name.substring(0, dot);
    String kind = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (kind.equals("txt")) {
      texts.putIfAbsent(id, file);
    } else if (PICTURES.contains(kind)) {
      Path first = pictures.putIfAbsent(id, file);
      if (first != null) {
        notes.add(
            Finding.noted(
                "two-pictures",
                folder + " (post " + Excerpt.shown(id) + ")",
                "the post has two pictures, and "
                    + Excerpt.of(String.valueOf(first.getFileName()))
                    + " was taken before "
                    + Excerpt.of(name),
                "take one of them out"));
      }
    }
  }
}
