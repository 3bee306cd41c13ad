package org.covalence.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.label.Annotation;
import org.covalence.label.LabelMap;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * The posts of a JSON Lines or CSV file, one at a time and in bounded memory, however many there
 * are. A post that cannot be read is told in its place, and the next one follows. Whether an id
 * comes twice is not checked: that would need memory for every id.
 *
 * <pre>{@code
 * try (PostLines posts = PostLines.open(file, ReadOptions.DEFAULT)) {
 *   for (var line = posts.next(); line.isPresent(); line = posts.next()) { … }
 * }
 * }</pre>
 */
public final class PostLines implements AutoCloseable {
  /** One record of the file. */
  public sealed interface Line {
    /** The line of the file on which the record begins, counted from 1. */
    long number();

    /**
     * A record that is a post.
     *
     * @param annotation its labels; empty where it has none, and where they were not asked for
     */
    record Readable(long number, Post post, Optional<Annotation> annotation) implements Line {}

    /**
     * A record that is none.
     *
     * @param id where the record is whole enough to tell
     */
    record Failed(long number, Optional<String> id, Finding finding) implements Line {}
  }

  private final Path file;
  private final ReadOptions options;
  private final DataFolder folder;
  private final Rows rows;
  private final boolean labelled;

  private PostLines(
      Path file, Rows rows, DataFolder folder, ReadOptions options, boolean labelled) {
    this.file = file;
    this.rows = rows;
    this.folder = folder;
    this.options = options;
    this.labelled = labelled;
  }

  /**
   * Opens a file of posts to predict. Labels in it are not looked at.
   *
   * @throws CovalenceException where the file cannot be read or is of no known layout
   */
  public static PostLines open(Path file, ReadOptions options) {
    return open(file, Layout.ofFile(file, options), options, false);
  }

  /** Opens a file of posts whose labels count too: a post with an unknown one is a bad post. */
  static PostLines openLabelled(Path file, Layout layout, ReadOptions options) {
    return open(file, layout, options, true);
  }

  private static PostLines open(Path file, Layout layout, ReadOptions options, boolean labelled) {
    DataFolder folder = DataFolder.around(file);
    return new PostLines(file, rows(file, layout, options, true), folder, options, labelled);
  }

  /**
   * The records of a file, whatever they mean.
   *
   * @param ofPosts whether they must have what posts consist of, and not labels alone
   */
  static Rows rows(Path file, Layout layout, ReadOptions options, boolean ofPosts) {
    Charset charset = encoding(options);
    return switch (layout) {
      case JSONL -> new JsonLines(file, charset);
      case CSV -> new Csv(file, charset, ofPosts);
      case MVSA ->
          throw CovalenceException.usage(
              "expected a JSON Lines or CSV file, found an MVSA label file",
              file.toString(),
              "name the folder that it stands in as data");
    };
  }

  static Charset encoding(ReadOptions options) {
    return options.encoding().orElse(StandardCharsets.UTF_8);
  }

  /**
   * The next record, blank lines left out; nothing at the end of the file.
   *
   * @throws CovalenceException in strict reading, for the first record that is no post
   */
  public Optional<Line> next() {
    return rows.next().map(this::line);
  }

  /** Passes over {@code records} records, as many as there are: those already dealt with. */
  public void skip(long records) {
    for (long i = 0; i < records && rows.next().isPresent(); i++) {}
  }

  /** What was odd about the file as a whole; complete once the last record is read. */
  public List<Finding> notes() {
    return rows.unknownFields().entrySet().stream()
        .map(
            e ->
                Finding.noted(
                    "unknown-field",
                    file.toString(),
                    "field "
                        + Excerpt.of(e.getKey())
                        + " means nothing here and was ignored"
                        + " (records that have it: "
                        + e.getValue()
                        + ")",
                    "rename it if it is id, text, image or label"))
        .toList();
  }

  @Override
  public void close() {
    rows.close();
  }

  /** Where the record on line {@code number} is found. */
  String place(long number, Optional<String> id) {
    return place(file, number, id);
  }

  static String place(Path file, long number, Optional<String> id) {
    return file + " line " + number + id.map(i -> " (post " + Excerpt.shown(i) + ")").orElse("");
  }

  private Line line(Row row) {
    try {
      Map<String, String> fields = row.fields();
      Post post = post(fields);
      return new Line.Readable(
          row.line(), post, labelled ? annotation(fields, options.labels()) : Optional.empty());
    } catch (BadPost e) {
      Optional<String> id = row.id();
      Finding finding = e.at(place(row.line(), id));
      if (options.strict()) {
        throw CovalenceException.data(finding.reason(), finding.place(), finding.remedy());
      }
      return new Line.Failed(row.line(), id, finding);
    }
  }

  private Post post(Map<String, String> fields) throws BadPost {
    Post post = new Post(id(fields), new TreeMap<>());
    String text = fields.get(Rows.TEXT);
    if (text != null) {
      post = post.with(Modality.TEXT, new Content.Text(text.strip()));
    }
    String image = fields.get(Rows.IMAGE);
    if (image != null) {
      post = post.withImage(folder.picture(image.strip()));
    }
    if (post.modalities().isEmpty()) {
      throw new BadPost(
          "empty-post",
          "expected a text or a picture, found neither",
          "give the post one of them, or take it out");
    }
    return post;
  }

  static String id(Map<String, String> fields) throws BadPost {
    String id = fields.get(Rows.ID);
    if (id == null) {
      throw new BadPost("missing-id", "expected an id, found none", "give every post its own id");
    }
    return id.strip();
  }

  static Optional<Annotation> annotation(Map<String, String> fields, LabelMap map) throws BadPost {
    Map<Modality, LabelMap.Target> each = new HashMap<>();
    for (Modality modality : List.of(Modality.TEXT, Modality.IMAGE)) {
      String word = fields.get(Rows.LABELS + "." + modality);
      if (word != null) {
        each.put(modality, LabelWord.read(word, "label of the " + modality, map));
      }
    }
    String word = fields.get(Rows.LABEL);
    if (word == null) {
      return each.isEmpty() ? Optional.empty() : Optional.of(annotation(each));
    }
    if (!each.isEmpty()) {
      throw new BadPost(
          "two-labels",
          "expected label or labels, found both",
          "keep the one that the label rule is to use");
    }
    return Optional.of(
        LabelWord.read(word, "label", map)
            .sentiment()
            .<Annotation>map(Annotation.Merged::new)
            .orElseGet(Annotation.SetAside::new));
  }

  private static Annotation annotation(Map<Modality, LabelMap.Target> each) {
    Map<Modality, Sentiment> vote = new HashMap<>();
    each.forEach((modality, word) -> word.sentiment().ifPresent(l -> vote.put(modality, l)));
    return vote.size() < each.size()
        ? new Annotation.SetAside()
        : new Annotation.PerModality(List.of(vote));
  }
}
