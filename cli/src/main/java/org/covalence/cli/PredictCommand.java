package org.covalence.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.PredictionLines;
import org.covalence.runtime.Predictor;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.CovalenceException;

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
    return "covalence predict --model models/mvsa --text \"What a lovely morning!\" --image sunrise.jpg\n"
        + "  covalence predict --model models/mvsa --input posts.jsonl --output predictions.jsonl";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(PredictSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    PredictSpec spec = Specs.read(PredictSpec.class, "", settings);
    settings.finish();
    boolean one = spec.text().isPresent() || spec.image().isPresent();
    if ((one ? 1 : 0) + (spec.input().isPresent() ? 1 : 0) + (spec.data().isPresent() ? 1 : 0)
        != 1) {
      throw CovalenceException.usage(
          "expected one post (--text, --image), a file (--input) or a folder (--data)",
          "the command line",
          "give exactly one of the three");
    }
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    try (Predictor predictor = Predictor.load(spec.model(), threads)) {
      if (one) {
        console.results().println(PredictionLines.line(predictor.predict(post(spec))));
        return;
      }
      PredictionRun.Summary summary;
      try (PostSource posts = PostSource.open(spec)) {
        PredictionRun run =
            new PredictionRun(predictor, posts, spec.batchSize(), spec.strict(), console);
        summary =
            spec.output().isPresent()
                ? run.toFile(spec.output().get())
                : run.toStream(console.results());
      }
      String told =
          String.format(
                  Locale.ROOT,
                  "%,d posts: %,d predicted, %,d failed",
                  summary.posts(),
                  summary.predicted(),
                  summary.failed())
              + (summary.resumed() > 0
                  ? String.format(
                      Locale.ROOT, "; %,d of them before an interruption", summary.resumed())
                  : "");
      console.say(told);
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
  }

  private static Post post(PredictSpec spec) {
    Post post = new Post("1", new TreeMap<>());
    if (spec.text().isPresent()) {
      post = post.with(Modality.TEXT, new Content.Text(spec.text().get()));
    }
    return spec.image().isPresent() ? post.withImage(spec.image().get()) : post;
  }
}
