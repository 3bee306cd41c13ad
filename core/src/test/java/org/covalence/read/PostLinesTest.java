package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.covalence.read.WrittenPosts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.covalence.post.Post;
import org.covalence.read.PostLines.Line;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostLinesTest {
  @TempDir private Path folder;

  @Test
  void next_goodAndBadLines_comeInTheirOrder() throws IOException {
    Path file =
        write(
            folder.resolve("posts.jsonl"),
            """
            {"id":"1","text":"a","label":"no label at all"}

            {"id":"2","text":5}
            nonsense
            {"id":"2","text":"b"}
            """);

    List<Line> lines = lines(file, ReadOptions.DEFAULT);

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo(new Line.Readable(1, Post.ofText("1", "a"), Optional.empty()));
    assertThat(((Line.Failed) lines.get(1)).id()).contains("2");
    assertThat(lines.get(1).number()).isEqualTo(3);
    assertThat(((Line.Failed) lines.get(2)).id()).isEmpty();
    assertThat(((Line.Failed) lines.get(2)).finding().place()).endsWith("line 4");
    assertThat(((Line.Readable) lines.get(3)).post()).isEqualTo(Post.ofText("2", "b"));
  }

  @Test
  void skip_passesOverAsManyRecordsAsNextGives() throws IOException {
    Path file =
        write(folder.resolve("posts.csv"), "id,text\n\n1,a\n2\n\"3\",\"b\nc\"\n4,\"d\n5,e\n");

    List<Line> all = lines(file, ReadOptions.DEFAULT);

    assertThat(all).hasSize(5);
    for (int done = 0; done <= all.size(); done++) {
      try (PostLines lines = PostLines.open(file, ReadOptions.DEFAULT)) {
        lines.skip(done);
        assertThat(rest(lines)).isEqualTo(all.subList(done, all.size()));
      }
    }
  }

  @Test
  void skip_beyondTheEnd_endsThere() throws IOException {
    Path file = write(folder.resolve("posts.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n");

    try (PostLines lines = PostLines.open(file, ReadOptions.DEFAULT)) {
      lines.skip(Long.MAX_VALUE);
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void next_strict_stopsAtTheFirstBadLine() throws IOException {
    Path file = write(folder.resolve("posts.jsonl"), "{\"id\":\"1\",\"text\":\"a\"}\n{}\n");

    try (PostLines lines = PostLines.open(file, ReadOptions.DEFAULT.withStrict(true))) {
      assertThat(lines.next()).isPresent();
      assertThatThrownBy(lines::next)
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void notes_tellUnknownFieldsOnceAllIsRead() throws IOException {
    Path file = write(folder.resolve("p.jsonl"), "{\"id\":\"1\",\"text\":\"a\",\"lang\":\"en\"}\n");

    try (PostLines lines = PostLines.open(file, ReadOptions.DEFAULT)) {
      rest(lines);
      assertThat(WrittenPosts.codes(lines.notes())).containsExactly("unknown-field");
    }
  }

  @Test
  void open_labelFileOfMvsa_isRefused() throws IOException {
    Path file = write(folder.resolve("labelResultAll.txt"), "1\tneutral,neutral\n");

    assertThatThrownBy(() -> PostLines.open(file, ReadOptions.DEFAULT))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("labelResultAll.txt");
  }

  private static List<Line> lines(Path file, ReadOptions options) {
    try (PostLines lines = PostLines.open(file, options)) {
      return rest(lines);
    }
  }

  private static List<Line> rest(PostLines lines) {
    List<Line> all = new ArrayList<>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }
}
