package org.covalence.cli;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.concurrent.CancellationException;
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
 * beside the output, whose first line names the model and the source. The next call keeps the lines
 * of whole batches, since a post's numbers may depend on its batch in their last digits, and passes
 * over as many posts. Only a finished file gets the output's name. A call with another model, other
 * options or a changed source begins anew.
 */
final class PredictionRun {
  private final Predictor predictor;
  private final Caution caution;
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
      Predictor predictor,
      Caution caution,
      PostSource posts,
      int batchSize,
      boolean strict,
      Console console) {
    this.predictor = predictor;
    this.caution = caution;
    this.posts = posts;
    this.batchSize = batchSize;
    this.strict = strict;
    this.console = console;
  }

  /** Writes the lines to standard output, as one array where the user wants one document. */
  Summary toResults() {
    OutputStream results =
        new FilterOutputStream(console.results()) {
          @Override
          public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
          }

          @Override
          public void flush() {
            console.requireWritten();
          }
        };
    try {
      write(console.json() ? LineWriter.array(results) : LineWriter.lines(results));
    } catch (IOException e) {
      throw new IllegalStateException("a print stream told a fault", e);
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
        write(LineWriter.lines(Channels.newOutputStream(channel)));
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

  /**
   * What must be the same for lines to be of use: the model, the source, the batches and the
   * options.
   */
  private String header() {
    String hash =
        new ContentHash()
            .add(predictor.modelHash())
            .add(posts.identity())
            .add(Integer.toString(batchSize))
            .add(caution.identity())
            .hex();
    return "# covalence predictions " + hash + "\n";
  }

  /** Leaves the channel after the last whole batch, and returns how many posts were dealt with. */
  private long resume(FileChannel channel, String header) throws IOException {
    byte[] expected = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer found = ByteBuffer.allocate(expected.length);
    channel.read(found, 0);
    long end = expected.length;
    if (Arrays.equals(found.array(), expected)) {
      end = countBatches(channel, end);
      channel.truncate(end);
    } else {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(expected), 0);
    }
    channel.position(end);
    return predicted + failed;
  }

  /**
   * Counts the posts of whole batches from {@code start} on, and returns where the last one ends.
   */
  private long countBatches(FileChannel channel, long start) throws IOException {
    long end = start;
    long position = start;
    int linesOfBatch = 0;
    int failedOfBatch = 0;
    StringBuilder line = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (channel.read(buffer.clear(), position) > 0) {
      for (int i = 0; i < buffer.position(); i++) {
        byte b = buffer.get(i);
        if (b != '\n') {
          line.append((char) b);
          continue;
        }
        linesOfBatch++;
        // A failed line has no probabilities; within a string the quotes would be escaped.
        failedOfBatch += line.indexOf("\"probabilities\":") < 0 ? 1 : 0;
        line.setLength(0);
        if (linesOfBatch == batchSize) {
          predicted += linesOfBatch - failedOfBatch;
          failed += failedOfBatch;
          linesOfBatch = 0;
          failedOfBatch = 0;
          end = position + i + 1;
        }
      }
      position += buffer.position();
    }
    return end;
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

  private void write(LineWriter out) throws IOException {
    try (Console.Bar bar = console.bar("predict", -1, "posts")) {
      List<PostLines.Line> batch = new ArrayList<>();
      for (Optional<PostLines.Line> line = posts.next(); line.isPresent(); line = posts.next()) {
        batch.add(line.get());
        if (batch.size() == batchSize) {
          answer(batch, out);
          bar.step(batch.size());
          batch.clear();
        }
      }
      answer(batch, out);
      bar.step(batch.size());
      out.end();
    }
  }

  private void answer(List<PostLines.Line> batch, LineWriter out) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("prediction was interrupted");
    }
    List<Post> readable = new ArrayList<>();
    for (PostLines.Line line : batch) {
      if (line instanceof PostLines.Line.Readable post) {
        readable.add(post.post());
      }
    }
    List<Answer> answers = readable.isEmpty() ? List.of() : predictor.predict(readable);
    int next = 0;
    for (PostLines.Line line : batch) {
      out.write(line instanceof PostLines.Line.Failed bad ? line(bad) : line(answers.get(next++)));
    }
    out.flush();
  }

  private String line(PostLines.Line.Failed bad) {
    failed++;
    String error = bad.finding().reason() + ": " + bad.finding().place();
    return PredictionLines.line(
        bad.id().isPresent()
            ? PredictionLines.Line.Failed.of(bad.id().get(), error)
            : PredictionLines.Line.Failed.at(bad.number(), error));
  }

  private String line(Answer answer) {
    if (answer instanceof Answer.Predicted ok) {
      predicted++;
      return PredictionLines.line(caution.on(ok.prediction()));
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
