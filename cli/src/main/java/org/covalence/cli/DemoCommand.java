package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.covalence.compare.MeasureSpec;
import org.covalence.demo.DemoCorpus;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.runtime.Answer;
import org.covalence.runtime.Predictor;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;

/** Shows the whole way on a corpus that the program draws itself. */
final class DemoCommand implements Command {
  /** What a demo asks for. */
  record DemoSpec(
      @Setting(about = "folder to write to", value = "covalence-demo") Path out,
      @Setting(about = "posts to draw", value = "900", min = 100, max = 100_000) int posts,
      @Setting(about = "where every random choice starts from", value = "1") long seed,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String about() {
    return "Draw a small corpus, train text, image and both on it, compare them, save the best and try it: no data needed.";
  }

  @Override
  public String example() {
    return "covalence demo";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(DemoSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    DemoSpec spec = Specs.read(DemoSpec.class, "", settings);
    settings.finish();
    Path posts = spec.out().resolve("posts");
    Path run = spec.out().resolve("run");
    DemoCorpus corpus = new DemoCorpus(spec.posts(), spec.seed());
    console.say(
        "1. Drawing "
            + spec.posts()
            + " posts, each a text and a picture, labelled by three annotators");
    corpus.write(posts);

    console.say("2. Training on the text alone, on the picture alone, and on both");
    CompareCommand.run(
        run,
        Optional.empty(),
        Specs.read(CompareSpec.class, "", new Settings()),
        MeasureSpec.DEFAULT,
        experiment(spec, posts),
        console);

    console.say("");
    console.say("3. Asking the saved model about posts that it has never seen");
    try (Predictor predictor = Predictor.load(run.resolve(RunFolder.MODEL))) {
      List<Post> examples = corpus.examples();
      List<Answer> answers = predictor.predict(examples);
      for (int i = 0; i < answers.size(); i++) {
        console.say(lines(examples.get(i), answers.get(i)));
      }
    }
    console.say("");
    console.say("Now with your own posts (an MVSA folder, JSON Lines or CSV):");
    console.say("  covalence inspect --data FOLDER");
    console.say("  covalence compare --data FOLDER --out runs/first");
    console.say(
        "Pretrained word vectors and image networks make it much better: covalence download");
  }

  private static ExperimentSpec experiment(DemoSpec spec, Path posts) {
    Settings settings =
        new Settings()
            .put("data", posts.toString(), "the demo")
            .put("seed", Long.toString(spec.seed()), "the demo")
            .put("test-share", "0.25", "the demo")
            .put("epochs", "20", "the demo")
            .put("patience", "5", "the demo")
            .put("batch-size", "16", "the demo")
            .put("learning-rate", "0.003", "the demo");
    spec.threads().ifPresent(t -> settings.put("threads", t.toString(), "the demo"));
    ExperimentSpec experiment = ExperimentSpec.read(settings);
    settings.finish();
    return experiment;
  }

  private static String lines(Post post, Answer answer) {
    String text = post.text().map(t -> "\"" + t + "\"").orElse("(no text)");
    String picture = post.content(Modality.IMAGE).isPresent() ? " + picture" : "";
    return "  " + text + picture + "\n    -> " + told(answer);
  }

  private static String told(Answer answer) {
    if (answer instanceof Answer.Failed failed) {
      return failed.fault().what();
    }
    Prediction prediction = ((Answer.Predicted) answer).prediction();
    StringBuilder weights = new StringBuilder();
    prediction
        .weights()
        .forEach((m, w) -> weights.append(String.format(Locale.ROOT, ", %s weighs %.2f", m, w)));
    Sentiment label = prediction.label();
    return String.format(
        Locale.ROOT, "%s (%.2f%s)", label.label(), prediction.probability(label), weights);
  }
}
