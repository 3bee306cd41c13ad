package org.covalence.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.label.Sentiment;
import org.covalence.layer.Convolution;
import org.covalence.layer.Pooling;
import org.covalence.layer.Relu;
import org.covalence.layer.Sequence;
import org.covalence.onnx.GraphWriter;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.split.TestPart;
import org.covalence.split.TrainingPart;
import org.covalence.split.ValidationPart;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;

/**
 * Made-up posts of three classes that a few steps of training tell apart: by two words of the class
 * among others, and by a picture of the colour of the class with some shapes.
 */
final class ToyCorpus {
  static final List<Modality> TEXT = List.of(Modality.TEXT);
  static final List<Modality> IMAGE = List.of(Modality.IMAGE);
  static final List<Modality> BOTH = List.of(Modality.TEXT, Modality.IMAGE);

  private static final List<List<String>> WORDS =
      List.of(
          List.of("awful", "sad", "broken", "rain"),
          List.of("table", "station", "paper", "report"),
          List.of("lovely", "happy", "sunny", "cake"));
  private static final List<String> OTHERS =
      List.of("today", "we", "saw", "a", "the", "in", "town", "again");
  private static final List<Color> COLOURS =
      List.of(new Color(60, 60, 120), new Color(150, 150, 150), new Color(240, 190, 60));

  private ToyCorpus() {}

  /** Which modalities a post has. */
  enum Kind {
    TEXT,
    IMAGE,
    BOTH
  }

  /**
   * Posts of the three classes in turn: three with words alone, three with a picture, three both.
   */
  static List<LabelledPost> mixed(String name, int count, long seed) {
    List<LabelledPost> posts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      posts.add(post(name + i, i % 3, Kind.values()[i / 3 % 3], random));
    }
    return posts;
  }

  /** Posts of the three classes in turn that have both words and a picture. */
  static List<LabelledPost> whole(String name, int count, long seed) {
    List<LabelledPost> posts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      posts.add(post(name + i, i % 3, Kind.BOTH, random));
    }
    return posts;
  }

  static LabelledPost post(String id, int label, Kind kind, SplittableRandom random) {
    Post post = new Post(id, new TreeMap<>());
    if (kind != Kind.IMAGE) {
      post = post.with(Modality.TEXT, new Content.Text(text(label, random)));
    }
    if (kind != Kind.TEXT) {
      post = post.with(Modality.IMAGE, new Content.InMemory(picture(label, random)));
    }
    return new LabelledPost(post, Sentiment.values()[label], Map.of());
  }

  static Split split(
      List<LabelledPost> training, List<LabelledPost> validation, List<LabelledPost> test) {
    return new Split(
        new TrainingPart(training),
        new ValidationPart(validation),
        new TestPart(test),
        "made up",
        List.of());
  }

  /** The same posts in every part: shows what was learnt by heart. */
  static Split sameInAllParts(List<LabelledPost> posts) {
    return split(posts, posts, posts);
  }

  /**
   * The spec of a small experiment: no dropout, no averaging, one thread, every epoch judged by
   * itself.
   *
   * @param folder for the frozen network and the cache
   * @param more keys and values in turn, which win over those here; an empty value takes the key
   *     away
   */
  static ExperimentSpec spec(Path folder, String... more) {
    Map<String, String> values = new TreeMap<>();
    values.put("data", folder.toString());
    values.put("cache", folder.resolve("cache").toString());
    values.put("threads", "1");
    values.put("image-encoder", network(folder).toString());
    values.put("image-pooled-dropout", "0");
    values.put("text-word-width", "8");
    values.put("text-width", "8");
    values.put("text-min-count", "1");
    values.put("text-dropout", "0");
    values.put("text-pooled-dropout", "0");
    values.put("fusion-width", "8");
    values.put("fusion-dropout", "0");
    values.put("batch-size", "8");
    values.put("learning-rate", "0.02");
    values.put("average-decay", "0");
    values.put("epochs", "3");
    values.put("first-choice", "1");
    values.put("smoothing", "1");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
      values.values().removeIf(String::isEmpty);
    }
    Settings settings = new Settings();
    values.forEach((key, value) -> settings.put(key, value, "the test"));
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    return spec;
  }

  /** Settings of a small DenseNet that is trained with the rest, and {@code more}. */
  static String[] denseNet(String... more) {
    List<String> all =
        new ArrayList<>(List.of("image-encoder", "densenet-tiny", "image-size", "32"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Settings of an experiment whose text encoders have no word vectors, and {@code more}. */
  static String[] withoutWords(String... more) {
    List<String> all = new ArrayList<>();
    for (String key : List.of("word-width", "width", "min-count", "dropout", "pooled-dropout")) {
      all.addAll(List.of("text-" + key, ""));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  static Experiment prepare(ExperimentSpec spec, Split split) {
    Progress silent = posts -> {};
    return Experiment.prepare(spec, split, modality -> silent);
  }

  /**
   * A frozen network of eight features, a convolution with random weights and its mean, and of
   * sixteen regions of width six.
   */
  static Path network(Path folder) {
    Path file = folder.resolve("network.onnx");
    if (Files.exists(file)) {
      return file;
    }
    PyTorch.start(1);
    try (Parameters parameters = new Parameters(new SplittableRandom(11));
        PointerScope scope = new PointerScope()) {
      GraphWriter graph = new GraphWriter("network");
      String map =
          Sequence.of(new Convolution(parameters, 3, 8, 4, 4, 0), new Relu())
              .write(graph, graph.floatInput("picture", "batch", 3, 16, 16));
      graph.floatOutput("features", new Pooling.Global().write(graph, map), "batch", 8);
      String regions = new Convolution(parameters.in("top"), 8, 6, 1, 1, 0).write(graph, map);
      graph.floatOutput("regions", regions, "batch", 6, 4, 4);
      Files.write(file, graph.finish().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String text(int label, SplittableRandom random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      words.add(OTHERS.get(random.nextInt(OTHERS.size())));
    }
    for (int i = 0; i < 2; i++) {
      List<String> own = WORDS.get(label);
      words.add(random.nextInt(words.size() + 1), own.get(random.nextInt(own.size())));
    }
    return String.join(" ", words);
  }

  private static byte[] picture(int label, SplittableRandom random) {
    BufferedImage image =
        new BufferedImage(
            36 + random.nextInt(20), 36 + random.nextInt(20), BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setColor(COLOURS.get(label));
    brush.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < 4; i++) {
      brush.setColor(new Color(random.nextInt(1 << 24)));
      brush.fillOval(random.nextInt(40), random.nextInt(40), 3 + random.nextInt(6), 5);
    }
    brush.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
