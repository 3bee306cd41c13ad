package org.covalence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.covalence.read.CorpusReader;
import org.covalence.read.PostLines;
import org.covalence.read.ReadOptions;
import org.covalence.store.ContentHash;
import org.covalence.store.Unreadable;

/**
 * Posts to predict, one after the other: lines of a file in bounded memory, or the posts of a
 * folder.
 */
interface PostSource extends AutoCloseable {
  /** The next post, or why there is none in its place; nothing at the end. */
  Optional<PostLines.Line> next();

  /** Passes over the first {@code posts}. */
  void skip(long posts);

  /** Changes when the posts or the way in which they are read do. */
  String identity();

  @Override
  void close();

  /**
   * Opens what {@code spec} names. The posts of a folder that cannot be read are told at once;
   * those of a file, in their place.
   */
  static PostSource open(PredictCommand.PredictSpec spec, Console console) {
    ReadOptions options =
        Posts.options(spec.layout(), spec.encoding(), spec.strict(), Optional.empty());
    if (spec.input().isPresent()) {
      return new FileSource(spec.input().get(), options);
    }
    Corpus corpus = CorpusReader.read(spec.data().orElseThrow(), options);
    console.findings(corpus.findings());
    return new FolderSource(corpus.posts());
  }

  /** Lines of a file, one at a time. */
  final class FileSource implements PostSource {
    private final PostLines lines;
    private final String identity;

    FileSource(Path file, ReadOptions options) {
      this.lines = PostLines.open(file, options);
      this.identity = identity(file, options);
    }

    /** By size and time of change, as it would take too long to read all of a big file twice. */
    private static String identity(Path file, ReadOptions options) {
      try {
        return new ContentHash()
            .add(file.toRealPath().toString())
            .add(Long.toString(Files.size(file)))
            .add(Files.getLastModifiedTime(file).toString())
            .add(options.toString())
            .hex();
      } catch (IOException e) {
        throw Unreadable.because(e, file);
      }
    }

    @Override
    public Optional<PostLines.Line> next() {
      return lines.next();
    }

    @Override
    public void skip(long posts) {
      lines.skip(posts);
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  /** The posts of a folder. */
  final class FolderSource implements PostSource {
    private final List<Post> posts;
    private int position;

    FolderSource(List<Post> posts) {
      this.posts = posts;
    }

    @Override
    public Optional<PostLines.Line> next() {
      if (position == posts.size()) {
        return Optional.empty();
      }
      Post post = posts.get(position++);
      return Optional.of(new PostLines.Line.Readable(position, post, Optional.empty()));
    }

    @Override
    public void skip(long count) {
      position = (int) Math.min(posts.size(), position + count);
    }

    @Override
    public String identity() {
      ContentHash hash = new ContentHash();
      posts.forEach(p -> hash.add(p.toString()));
      return hash.hex();
    }

    @Override
    public void close() {}
  }
}
