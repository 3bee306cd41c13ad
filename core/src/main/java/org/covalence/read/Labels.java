package org.covalence.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.label.Annotation;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;

/**
 * The labels of posts without the posts: what is needed to judge predictions.
 *
 * @param source as the user named it
 * @param annotations by id, in the order of the source
 * @param findings records without an id or with labels that mean nothing
 */
public record Labels(String source, Map<String, Annotation> annotations, List<Finding> findings) {
  public Labels {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    findings = List.copyOf(findings);
  }

  /**
   * Reads labels from wherever posts can be read: a folder or file of {@link CorpusReader}'s. In
   * JSON Lines and CSV a record needs an id and a label, and neither a text nor a picture.
   *
   * @throws CovalenceException where nothing can be read, no post is labelled, or, in strict
   *     reading, for the first record that cannot be used
   */
  public static Labels read(Path source, ReadOptions options) {
    Path file = Files.isDirectory(source) ? CorpusReader.fileIn(source, options) : source;
    Layout layout = Layout.ofFile(file, options);
    Findings findings = new Findings(options.strict());
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    if (layout == Layout.MVSA) {
      LabelFile.read(file, options.labels(), findings)
          .rows()
          .forEach((id, row) -> annotations.put(id, row.annotation()));
    } else {
      readLines(file, layout, options, findings, annotations);
    }
    if (annotations.isEmpty()) {
      throw CovalenceException.data(
          "expected labelled posts, found none",
          source.toString(),
          "give each post an id and a label: positive, neutral or negative");
    }
    return new Labels(source.toString(), annotations, findings.all());
  }

  private static void readLines(
      Path file,
      Layout layout,
      ReadOptions options,
      Findings findings,
      Map<String, Annotation> annotations) {
    Map<String, Long> lines = new HashMap<>();
    try (Rows rows = PostLines.rows(file, layout, options, false)) {
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        long number = row.get().line();
        Optional<String> id = row.get().id();
        try {
          Map<String, String> fields = row.get().fields();
          String known = PostLines.id(fields);
          Long earlier = lines.putIfAbsent(known, number);
          if (earlier != null) {
            throw BadPost.duplicate(earlier);
          }
          PostLines.annotation(fields, options.labels()).ifPresent(a -> annotations.put(known, a));
        } catch (BadPost e) {
          findings.add(e.at(PostLines.place(file, number, id)));
        }
      }
    }
  }
}
