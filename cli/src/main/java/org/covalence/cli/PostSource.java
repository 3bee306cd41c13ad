package org.covalence.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.covalence.post.Post;
import org.covalence.read.CorpusReader;
import org.covalence.read.PostLines;
import org.covalence.read.ReadOptions;

/**
 * Posts to predict, one after the other: lines of a file in bounded memory, or the posts of a
 * folder.
 */
interface PostSource extends AutoCloseable {
  /** The next post, or why there is none in its place; nothing at the end. */
  Optional<PostLines.Line> next();

  /** Passes over the first {@code posts}. */
  void skip(long posts);

  /** What is read, for telling one run from another. */
  Path place();

  @Override
  void close();

  static PostSource open(PredictCommand.PredictSpec spec) {
    ReadOptions options = Posts.options(spec.layout(), spec.encoding(), spec.strict());
    return spec.input().isPresent()
        ? ofFile(spec.input().get(), options)
        : ofFolder(spec.data().orElseThrow(), options);
  }

  private static PostSource ofFile(Path file, ReadOptions options) {
    PostLines lines = PostLines.open(file, options);
    return new PostSource() {
      @Override
      public Optional<PostLines.Line> next() {
        return lines.next();
      }

      @Override
      public void skip(long posts) {
        lines.skip(posts);
      }

      @Override
      public Path place() {
        return file;
      }

      @Override
      public void close() {
        lines.close();
      }
    };
  }

  private static PostSource ofFolder(Path folder, ReadOptions options) {
    Iterator<Post> posts = CorpusReader.read(folder, options).posts().iterator();
    return new PostSource() {
      private long number;

      @Override
      public Optional<PostLines.Line> next() {
        if (!posts.hasNext()) {
          return Optional.empty();
        }
        number++;
        return Optional.of(new PostLines.Line.Readable(number, posts.next(), Optional.empty()));
      }

      @Override
      public void skip(long count) {
        for (long i = 0; i < count && posts.hasNext(); i++) {
          posts.next();
          number++;
        }
      }

      @Override
      public Path place() {
        return folder;
      }

      @Override
      public void close() {}
    };
  }
}
