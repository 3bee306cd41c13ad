package org.covalence.read;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.covalence.label.Annotation;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.Excerpt;

/**
 * A folder laid out as MVSA-Single and MVSA-Multiple are published (Niu, Zhu, Pang and El Saddik,
 * MMM 2016): {@code labelResultAll.txt} beside {@code data/ID.txt} and {@code data/ID.jpg}. The
 * texts may instead stand in {@code texts.jsonl}; pictures and texts may be missing.
 */
final class MvsaFolder {
  static final String LABELS = "labelResultAll.txt";
  static final String TEXTS = "texts.jsonl";
  static final String DATA = "data";

  private final Path source;
  private final Path labelFile;
  private final ReadOptions options;
  private final Findings findings;

  /**
   * @param source as the user named it
   * @param labelFile in the folder to read
   */
  MvsaFolder(Path source, Path labelFile, ReadOptions options) {
    this.source = source;
    this.labelFile = labelFile;
    this.options = options;
    this.findings = new Findings(options.strict());
  }

  Corpus read() {
    LabelFile labels = LabelFile.read(labelFile, options.labels(), findings);
    PostFiles files = PostFiles.in(labelFile.resolveSibling(DATA), DataFolder.around(labelFile));
    files.notes().forEach(findings::add);
    TextSource texts = texts(files);
    List<Post> posts = new ArrayList<>();
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    for (LabelFile.LabelRow row : labels.rows().values()) {
      annotations.put(row.id(), row.annotation());
      String place = LabelFile.place(labelFile, row.line(), row.id());
      post(row.id(), place, texts, files).ifPresent(posts::add);
    }
    List<String> unlabelled = unlabelled(labels, texts, files);
    for (String id : unlabelled) {
      String place = labelFile.resolveSibling(DATA) + " (post " + Excerpt.shown(id) + ")";
      post(id, place, texts, files).ifPresent(posts::add);
    }
    texts.notes().forEach(findings::add);
    return new Corpus(
        Layout.MVSA.label(),
        source.toString(),
        texts.encoding(),
        labels.annotators(),
        posts,
        annotations,
        findings.all());
  }

  private TextSource texts(PostFiles files) {
    Path lines = labelFile.resolveSibling(TEXTS);
    if (!Files.exists(lines)) {
      return new TextFiles(files, options.encoding());
    }
    if (!files.withText().isEmpty()) {
      findings.add(
          Finding.noted(
              "two-text-sources",
              lines.toString(),
              "texts stand here and in the text files of " + DATA + "; these here were read",
              "take one of them out"));
    }
    return TextLines.read(lines, options.encoding().orElse(StandardCharsets.UTF_8), findings);
  }

  private Optional<Post> post(String id, String place, TextSource texts, PostFiles files) {
    try {
      Post post = new Post(id, new TreeMap<>());
      Optional<String> text = texts.text(id);
      if (text.isPresent()) {
        post = post.with(Modality.TEXT, new Content.Text(text.get()));
      }
      Optional<Path> picture = files.picture(id);
      if (picture.isPresent()) {
        post = post.withImage(picture.get());
      }
      if (!post.modalities().isEmpty()) {
        return Optional.of(post);
      }
      if (!texts.faulty().contains(id)) {
        throw new BadPost(
            "empty-post",
            "expected a text or a picture, found neither",
            "add " + DATA + "/ID.txt or " + DATA + "/ID.jpg, or take the post out");
      }
    } catch (BadPost e) {
      findings.add(e.at(place));
    }
    return Optional.empty();
  }

  /** Posts that no line of the label file names, the shorter ids first, as numbers go. */
  private List<String> unlabelled(LabelFile labels, TextSource texts, PostFiles files) {
    TreeSet<String> ids =
        new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(id -> id));
    ids.addAll(texts.ids());
    ids.addAll(files.withPicture());
    ids.removeAll(labels.rows().keySet());
    ids.removeAll(labels.faulty());
    if (!ids.isEmpty()) {
      findings.add(
          Finding.noted(
              "unlabelled",
              labelFile.toString(),
              "posts without a line of labels: " + ids.size() + ": " + Excerpt.ids(ids),
              "add their labels if they are to be learnt from"));
    }
    return List.copyOf(ids);
  }
}
