package org.covalence.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.covalence.label.Annotation;
import org.covalence.post.Finding;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;

/** Reads posts from wherever a user points to, in whichever layout they stand there. */
public final class CorpusReader {
  private CorpusReader() {}

  /**
   * Reads {@code source}: an MVSA folder, a JSON Lines or CSV file, or a folder with one such file.
   * Bad posts are left out and told as findings. Pictures are looked up, not decoded.
   *
   * @throws CovalenceException where nothing can be read, no post is left, or, in strict reading,
   *     for the first post that would be left out
   */
  public static Corpus read(Path source, ReadOptions options) {
    Path file = Files.isDirectory(source) ? fileIn(source, options) : source;
    Layout layout = Layout.ofFile(file, options);
    Corpus corpus =
        layout == Layout.MVSA
            ? new MvsaFolder(source, file, options).read()
            : readLines(source, file, layout, options);
    if (corpus.posts().isEmpty()) {
      throw noPosts(corpus);
    }
    return corpus;
  }

  static Path fileIn(Path folder, ReadOptions options) {
    Optional<Layout> wanted = Layout.of(options);
    Path labels = folder.resolve(MvsaFolder.LABELS);
    if (Files.exists(labels) && wanted.orElse(Layout.MVSA) == Layout.MVSA) {
      return labels;
    }
    List<Path> files = wanted.equals(Optional.of(Layout.MVSA)) ? List.of() : posts(folder, wanted);
    List<Path> named =
        files.stream().filter(f -> f.getFileName().toString().startsWith("posts.")).toList();
    List<Path> candidates = named.isEmpty() ? files : named;
    if (candidates.isEmpty()) {
      throw CovalenceException.data(
          "expected "
              + MvsaFolder.LABELS
              + ", posts.jsonl, posts.csv or any one .jsonl or .csv file, found none",
          folder.toString(),
          "name the folder that holds it, or the file itself");
    }
    if (candidates.size() > 1) {
      throw CovalenceException.data(
          "expected one file of posts, found "
              + Excerpt.ids(candidates.stream().map(f -> f.getFileName().toString()).toList()),
          folder.toString(),
          "name the file itself");
    }
    return candidates.get(0);
  }

  private static List<Path> posts(Path folder, Optional<Layout> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> wanted.isPresent() ? isNamed(f, wanted.get()) : isNamed(f, Layout.values()))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  private static boolean isNamed(Path file, Layout... layouts) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && Stream.of(layouts).anyMatch(l -> l != Layout.MVSA && name.endsWith("." + l.label()));
  }

  private static Corpus readLines(Path source, Path file, Layout layout, ReadOptions options) {
    Findings findings = new Findings(options.strict());
    List<Post> posts = new ArrayList<>();
    Map<String, Annotation> annotations = new LinkedHashMap<>();
    Map<String, Long> lines = new HashMap<>();
    try (PostLines read = PostLines.openLabelled(file, layout, options)) {
      for (var line = read.next(); line.isPresent(); line = read.next()) {
        if (line.get() instanceof PostLines.Line.Failed failed) {
          findings.add(failed.finding());
        } else if (line.get() instanceof PostLines.Line.Readable readable) {
          Post post = readable.post();
          Long earlier = lines.putIfAbsent(post.id(), readable.number());
          if (earlier == null) {
            posts.add(post);
            readable.annotation().ifPresent(a -> annotations.put(post.id(), a));
          } else {
            String place = read.place(readable.number(), Optional.of(post.id()));
            findings.add(BadPost.duplicate(earlier).at(place));
          }
        }
      }
      read.notes().forEach(findings::add);
    }
    return new Corpus(
        layout.label(),
        source.toString(),
        PostLines.encoding(options).name(),
        annotations.isEmpty() ? 0 : 1,
        posts,
        annotations,
        findings.all());
  }

  private static CovalenceException noPosts(Corpus corpus) {
    List<Finding> lost =
        corpus.findings().stream().filter(f -> f.severity() == Finding.Severity.SKIPPED).toList();
    if (lost.isEmpty()) {
      return CovalenceException.data(
          "expected posts, found none", corpus.source(), "check that it is the right place");
    }
    Finding first = lost.get(0);
    return CovalenceException.data(
        "no post could be read; faults: " + lost.size() + "; the first: " + first.reason(),
        first.place(),
        first.remedy());
  }
}
