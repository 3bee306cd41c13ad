package org.covalence.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionLines;
import org.covalence.runtime.Predictor;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;

/** Predicts one post from the command line, or many from a file or a folder. */
final class PredictCommand implements Command {
  /** What a prediction asks for. */
  record PredictSpec(
      @Setting(about = "folder of the model") Path model,
      @Setting(about = "the words of one post") Optional<String> text,
      @Setting(about = "the picture of one post") Optional<Path> image,
      @Setting(about = "JSON Lines or CSV file of posts: id, text, image") Optional<Path> input,
      @Setting(about = "folder of posts, as train reads it") Optional<Path> data,
      @Setting(
              about =
                  "file to write one JSON line a post to; a run that was killed goes on where it stopped (default: standard output)")
          Optional<Path> output,
      @Setting(
              about =
                  "mark a prediction as abstained where its highest probability is below this (default: never)",
              min = 0,
              max = 1)
          Optional<Double> minConfidence,
      @Setting(
              about =
                  "add to each prediction the set of labels that holds the true one this often, as a share (default: no sets)",
              min = 0.5,
              max = 0.99)
          Optional<Double> sets,
      @Setting(about = "layout of the data: mvsa, jsonl or csv (default: recognised)")
          Optional<String> layout,
      @Setting(about = "character encoding of the texts (default: the layout's own)")
          Optional<String> encoding,
      @Setting(
              about = "stop at the first bad post instead of writing why it failed",
              value = "false")
          boolean strict,
      @Setting(about = "posts that are worked on together", value = "256", min = 1, max = 65_536)
          int batchSize,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  /** A call that predicts one post from what {@code modalities} a model reads. */
  static String call(String model, List<Modality> modalities) {
    StringBuilder call = new StringBuilder("covalence predict --model " + model);
    if (modalities.contains(Modality.TEXT)) {
      call.append(" --text \"What a lovely morning!\"");
    }
    if (modalities.contains(Modality.IMAGE)) {
      call.append(" --image sunrise.jpg");
    }
    return call.toString();
  }

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String about() {
    return "Say what a saved model thinks of one post, or of a file or folder of posts, as JSON lines.";
  }

  @Override
  public String example() {
    return "covalence predict --model models/mvsa \\\n"
        + "    --text \"What a lovely morning!\" --image sunrise.jpg\n"
        + "covalence predict --model models/mvsa \\\n"
        + "    --input posts.jsonl --output predictions.jsonl";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(PredictSpec.class, "");
  }

  @Override
  public String whenStopped() {
    return "with --output, the same call goes on from here; without, it begins anew";
  }

  @Override
  public void run(Settings settings, Console console) {
    PredictSpec spec = Specs.read(PredictSpec.class, "", settings);
    settings.finish();
    boolean one = spec.text().isPresent() || spec.image().isPresent();
    if (Stream.of(one, spec.input().isPresent(), spec.data().isPresent()).filter(g -> g).count()
        != 1) {
      throw CovalenceException.usage(
          "expected one post (--text, --image), a file (--input) or a folder (--data)",
          "the command line",
          "give exactly one of the three");
    }
    spec.output().ifPresent(output -> checkReplaceable(output, spec.input()));
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    if (one) {
      Post post = post(spec);
      try (Predictor predictor = Predictor.load(spec.model(), threads)) {
        Prediction prediction = Caution.of(spec, predictor).on(predictor.predict(post));
        String line = PredictionLines.line(prediction) + "\n";
        spec.output()
            .ifPresentOrElse(o -> AtomicFiles.write(o, line), () -> console.results().print(line));
      }
    } else {
      try (Predictor predictor = Predictor.load(spec.model(), threads);
          PostSource posts = PostSource.open(spec, console)) {
        many(spec, predictor, posts, console);
      }
    }
    spec.output()
        .ifPresent(
            o ->
                AtomicFiles.write(
                    o.resolveSibling(o.getFileName() + ".config.yaml"), ConfigFile.write(spec)));
  }

  /** Makes sure that the predictions may be written to {@code output}, before the work begins. */
  private static void checkReplaceable(Path output, Optional<Path> input) {
    if (Files.exists(output) && !Files.isRegularFile(output)) {
      throw CovalenceException.usage(
          "expected a file to write to, found a folder or a device",
          output.toString(),
          "choose another --output, or leave it out and redirect standard output");
    }
    try {
      if (input.isPresent() && Files.exists(output) && Files.isSameFile(output, input.get())) {
        throw CovalenceException.usage(
            "the predictions would be written over the posts",
            output.toString(),
            "choose another --output");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, input.get());
    }
  }

  private static void many(
      PredictSpec spec, Predictor predictor, PostSource posts, Console console) {
    PredictionRun run =
        new PredictionRun(
            predictor,
            Caution.of(spec, predictor),
            posts,
            spec.batchSize(),
            spec.strict(),
            console);
    PredictionRun.Summary summary = spec.output().map(run::toFile).orElseGet(run::toResults);
    console.say(
        String.format(
                Locale.ROOT,
                "%,d posts: %,d predicted, %,d failed",
                summary.posts(),
                summary.predicted(),
                summary.failed())
            + (summary.resumed() > 0
                ? String.format(
                    Locale.ROOT, "; %,d of them before an interruption", summary.resumed())
                : ""));
    if (console.json() && spec.output().isPresent()) {
      console.result(
          JsonNodeFactory.instance
              .objectNode()
              .put("posts", summary.posts())
              .put("predicted", summary.predicted())
              .put("failed", summary.failed())
              .put("resumed", summary.resumed())
              .put("output", spec.output().get().toString()),
          "");
    }
  }

  /** Words of nothing but spaces are none, as everywhere. */
  private static Post post(PredictSpec spec) {
    Post post = new Post("1", new TreeMap<>());
    String text = spec.text().orElse("").strip();
    if (!text.isEmpty()) {
      post = post.with(Modality.TEXT, new Content.Text(text));
    } else if (spec.image().isEmpty()) {
      throw CovalenceException.usage(
          "expected words or a picture, found neither", "--text", "give the post one of them");
    }
    return spec.image().isPresent() ? post.withImage(spec.image().get()) : post;
  }
}
