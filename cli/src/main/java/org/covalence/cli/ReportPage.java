package org.covalence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.image.Thumbnail;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.report.HtmlReport;
import org.covalence.report.InlinePicture;
import org.covalence.report.LearningCurve;
import org.covalence.report.Mistake;
import org.covalence.report.ReportContent;
import org.covalence.split.LabelledPost;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;
import org.covalence.train.Epoch;
import org.covalence.train.TrainedModel;

/** What a command adds to its figures to make a report of them: posts, pictures, trainings. */
final class ReportPage {
  private static final int MISTAKES = 8;
  private static final int LONG_SIDE_PIXELS = 192;
  private static final int START_BYTES = 2000;

  private ReportPage() {}

  /** Makes sure that a report may be written to {@code file}, before the work begins. */
  static void checkReplaceable(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file) || !isReport(file)) {
      throw CovalenceException.usage(
          "something that is no earlier report stands where one would be written",
          file.toString(),
          "choose another file with --report, or move it away");
    }
  }

  private static boolean isReport(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return HtmlReport.isReport(
          new String(in.readNBytes(START_BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw Unreadable.because(e, file);
    }
  }

  /** Writes a report to a file of its own. */
  static void write(Path file, ReportContent content) {
    AtomicFiles.write(file, HtmlReport.of(content));
  }

  /** How a training went. */
  static LearningCurve curve(TrainedModel model, long seed) {
    return new LearningCurve(
        model.name(),
        seed,
        model.fit().epochs().stream().map(ReportPage::point).toList(),
        model.fit().best().epoch());
  }

  private static LearningCurve.Point point(Epoch epoch) {
    return new LearningCurve.Point(
        epoch.epoch(), epoch.loss(), epoch.validationLoss(), epoch.macroF1());
  }

  /**
   * The worst mistakes of every system, of the first training of those that have several.
   *
   * @param posts among which those of the comparison are
   * @param withPosts whether to show words and pictures
   */
  static List<Mistake> mistakes(
      Comparison comparison, List<LabelledPost> posts, boolean withPosts) {
    Map<String, Post> byId =
        posts.stream()
            .map(LabelledPost::post)
            .collect(Collectors.toMap(Post::id, Function.identity(), (a, b) -> a));
    Set<String> seen = new HashSet<>();
    return comparison.evaluations().stream()
        .filter(evaluation -> seen.add(evaluation.system()))
        .flatMap(evaluation -> worst(evaluation, byId, withPosts))
        .toList();
  }

  private static Stream<Mistake> worst(
      Evaluation evaluation, Map<String, Post> posts, boolean withPosts) {
    return Mistake.worst(evaluation, MISTAKES).stream()
        .map(
            mistake ->
                Optional.ofNullable(posts.get(mistake.id()))
                    .filter(post -> withPosts)
                    .map(post -> mistake.withPost(post.text(), picture(post)))
                    .orElse(mistake));
  }

  /** A small copy of the picture; nothing where the post has none, or one that cannot be read. */
  static Optional<InlinePicture> picture(Post post) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());
    String where = "post " + post.id();
    try {
      return post.content(Modality.IMAGE)
          .map(content -> decoder.decode(decoder.read(content, where), where))
          .map(pixels -> Thumbnail.of(pixels, LONG_SIDE_PIXELS))
          .map(thumbnail -> new InlinePicture("image/jpeg", thumbnail.jpeg()));
    } catch (CovalenceException e) {
      // The reader, or the model, has told of it already.
      return Optional.empty();
    }
  }
}
