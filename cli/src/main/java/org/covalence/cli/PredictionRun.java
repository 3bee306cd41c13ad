package org.covalence.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.covalence.post.Post;
import org.covalence.predict.PredictionLines;
import org.covalence.read.PostLines;
import org.covalence.runtime.Answer;
import org.covalence.runtime.Predictor;
import org.covalence.store.AtomicFiles;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * Predicts a source of posts, a line out for every post in, in bounded memory.
 *
 * <p>To a file it can be killed at any moment and goes on with the next call: lines grow in a file
 * beside the output, whose first line names the model and the source. The next call cuts a torn
 * last line off, counts the whole ones and passes over as many posts. Only a finished file gets the
 * output's name. A call with another model or a changed source begins anew.
 */
final class PredictionRun {
  private final Predictor predictor;
  private final PostSource posts;
  private final int batchSize;
  private final boolean strict;
  private final Console console;
  private long predicted;
  private long failed;

  /**
   * What a run came to.
   *
   * @param resumed posts that an earlier call had dealt with; counted in the others too
   */
  record Summary(long posts, long predicted, long failed, long resumed) {}

  PredictionRun(
      Predictor predictor, PostSource posts, int batchSize, boolean strict, Console console) {
    this.predictor = predictor;
    this.posts = posts;
    this.batchSize = batchSize;
    this.strict = strict;
    this.console = console;
  }

  /** Writes the lines to a stream. */
  Summary toStream(PrintStream out) {
    try {
      write(out);
    } catch (IOException e) {
      throw new IllegalStateException("standard output is closed", e);
    }
    return new Summary(predicted + failed, predicted, failed, 0);
  }

  /** Writes the lines to {@code output}, going on where an earlier call stopped. */
  Summary toFile(Path output) {
    Path target = output.toAbsolutePath();
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    long resumed = 0;
    try {
      Path parent = target.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        lock(channel, partial);
        resumed = resume(channel, header());
        posts.skip(resumed);
        write(Channels.newOutputStream(channel));
        channel.force(true);
        cutHeader(channel, target);
      }
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(target, e);
    }
    return new Summary(predicted + failed, predicted, failed, resumed);
  }

  private static void lock(FileChannel channel, Path partial) throws IOException {
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw CovalenceException.data(
          "another process is writing these predictions",
          partial.toString(),
          "wait for it, or choose another --output");
    }
  }

  /** What must be the same for lines to be of use: the model, and the source as it was. */
  private String header() throws IOException {
    Path source = posts.place().toAbsolutePath();
    ContentHash hash = new ContentHash().add(predictor.modelHash()).add(source.toString());
    hash.add(Long.toString(Files.size(source))).add(Files.getLastModifiedTime(source).toString());
    return "# covalence predictions " + hash.hex() + "\n";
  }

  /** Leaves the channel after the last whole line, and returns how many posts were dealt with. */
  private long resume(FileChannel channel, String header) throws IOException {
    byte[] expected = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer found = ByteBuffer.allocate(expected.length);
    channel.read(found, 0);
    if (!Arrays.equals(found.array(), expected)) {
      channel.truncate(0);
      channel.position(0);
      channel.write(ByteBuffer.wrap(expected));
      return 0;
    }
    long end = expected.length;
    long position = end;
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    StringBuilder start = new StringBuilder();
    while (channel.read(buffer.clear(), position) > 0) {
      for (int i = 0; i < buffer.position(); i++) {
        byte b = buffer.get(i);
        if (b == '\n') {
          count(start.toString());
          start.setLength(0);
          end = position + i + 1;
        } else if (start.length() < 5_000) {
          start.append((char) b);
        }
      }
      position += buffer.position();
    }
    channel.truncate(end);
    channel.position(end);
    return predicted + failed;
  }

  /** Whether a line tells of a prediction shows in its keys: a failed one has no probabilities. */
  private void count(String line) {
    if (line.contains("\"probabilities\":")) {
      predicted++;
    } else {
      failed++;
    }
  }

  private static void cutHeader(FileChannel channel, Path target) throws IOException {
    AtomicFiles.write(
        target,
        out -> {
          channel.position(0);
          var in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
          int b = in.read();
          while (b >= 0 && b != '\n') {
            b = in.read();
          }
          in.transferTo(out);
        });
  }

  private void write(OutputStream target) throws IOException {
    OutputStream out = new BufferedOutputStream(target, 1 << 16);
    try (Console.Bar bar = console.bar("predict", -1, "posts")) {
      List<PostLines.Line> batch = new ArrayList<>();
      for (Optional<PostLines.Line> line = posts.next(); line.isPresent(); line = posts.next()) {
        batch.add(line.get());
        if (batch.size() == batchSize) {
          answer(batch, out);
          out.flush();
          bar.step(batch.size());
          batch.clear();
        }
      }
      answer(batch, out);
      bar.step(batch.size());
    }
    out.flush();
  }

  private void answer(List<PostLines.Line> batch, OutputStream out) throws IOException {
    List<Post> readable = new ArrayList<>();
    for (PostLines.Line line : batch) {
      if (line instanceof PostLines.Line.Readable post) {
        readable.add(post.post());
      }
    }
    List<Answer> answers = readable.isEmpty() ? List.of() : predictor.predict(readable);
    int next = 0;
    for (PostLines.Line line : batch) {
      String written;
      if (line instanceof PostLines.Line.Readable) {
        written = line(answers.get(next++));
      } else {
        PostLines.Line.Failed bad = (PostLines.Line.Failed) line;
        String error = bad.finding().reason() + ": " + bad.finding().place();
        failed++;
        written =
            PredictionLines.line(
                bad.id().isPresent()
                    ? PredictionLines.Line.Failed.of(bad.id().get(), error)
                    : PredictionLines.Line.Failed.at(bad.number(), error));
      }
      out.write((written + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private String line(Answer answer) {
    if (answer instanceof Answer.Predicted ok) {
      predicted++;
      return PredictionLines.line(ok.prediction());
    }
    CovalenceException fault = ((Answer.Failed) answer).fault();
    if (strict) {
      throw fault;
    }
    failed++;
    return PredictionLines.line(
        PredictionLines.Line.Failed.of(answer.id(), fault.what() + ": " + fault.where()));
  }
}
