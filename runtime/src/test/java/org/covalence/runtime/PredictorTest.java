package org.covalence.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.covalence.label.Sentiment;
import org.covalence.model.TinyModel;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionSets;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
  private static final Offset<Double> HALF = Offset.offset(1e-3);
  private static final Offset<Double> SINGLE = Offset.offset(1e-6);

  @TempDir Path root;

  @Test
  void bothModalities_areWeighedAsTheGraphsSay() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      Post post = withPicture(Post.ofText("1", "good day"), 0xff3300);

      Prediction prediction = predictor.predict(post);

      double[] scores = new double[3];
      double[] text = ofText(id("good"), id("day"));
      double[] image = ofImage(1, 0.2, 0);
      Arrays.setAll(scores, k -> (text[k] + image[k]) / 2);
      assertClose(prediction, softmax(scores, 1), HALF);
      assertThat(prediction.id()).isEqualTo("1");
      assertThat(prediction.modalities()).containsExactly(Modality.IMAGE, Modality.TEXT);
      assertThat(prediction.weights()).isEqualTo(Map.of(Modality.TEXT, 0.5, Modality.IMAGE, 0.5));
    }
  }

  @Test
  void aTextAlone_countsWhole() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      Prediction prediction = predictor.predict(Post.ofText("1", "bad bad day"));

      assertClose(prediction, softmax(ofText(id("bad"), id("bad"), id("day")), 1), SINGLE);
      assertThat(prediction.modalities()).containsExactly(Modality.TEXT);
      assertThat(prediction.weights()).isEqualTo(Map.of(Modality.TEXT, 1.0));
    }
  }

  @Test
  void aPictureAlone_countsWhole() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      Prediction prediction = predictor.predict(picture("1", 0x00ff00));

      assertClose(prediction, softmax(ofImage(0, 1, 0), 1), SINGLE);
      assertThat(prediction.modalities()).containsExactly(Modality.IMAGE);
      assertThat(prediction.weights()).isEqualTo(Map.of(Modality.IMAGE, 1.0));
    }
  }

  @Test
  void aModelOfOneModality_leavesTheOtherOneAside() {
    Post post = withPicture(Post.ofText("1", "plain day"), 0x0000ff);
    try (Predictor text = load(TinyModel.of(Modality.TEXT));
        Predictor image = load(TinyModel.of(Modality.IMAGE))) {
      assertClose(text.predict(post), softmax(ofText(id("plain"), id("day")), 1), SINGLE);
      assertClose(image.predict(post), softmax(ofImage(0, 0, 1), 1), SINGLE);
      assertThat(text.predict(post).modalities()).containsExactly(Modality.TEXT);
    }
  }

  @Test
  void theOrderOfTheEncoders_isThatOfTheModel() {
    Post post = withPicture(Post.ofText("1", "good"), 0xff0000);
    try (Predictor one = load(TinyModel.of(Modality.TEXT, Modality.IMAGE));
        Predictor other = load(TinyModel.of(Modality.IMAGE, Modality.TEXT))) {
      assertClose(other.predict(post), one.predict(post), SINGLE);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 3.5})
  void theTemperature_dividesTheScores(double temperature) {
    TinyModel model = new TinyModel(List.of(Modality.TEXT), temperature, true);
    try (Predictor predictor = load(model)) {
      assertClose(
          predictor.predict(Post.ofText("1", "good")),
          softmax(ofText(id("good")), temperature),
          SINGLE);
    }
  }

  @Test
  void theSetsOfTheModel_giveAPredictionItsLabels() {
    try (Predictor predictor = load(TinyModel.of(Modality.TEXT))) {
      Prediction prediction = predictor.predict(Post.ofText("1", "good"));
      PredictionSets sets = predictor.sets().orElseThrow();

      assertThat(prediction.set()).isEmpty();
      assertThat(sets).isEqualTo(TinyModel.SETS);
      assertThat(sets.addTo(prediction, 0.8).set().orElseThrow()).contains(prediction.label());
      assertThat(sets.addTo(prediction, 0.9).set().orElseThrow())
          .containsExactly(Sentiment.values());
    }
  }

  @Test
  void aFusionWithoutWeights_tellsNone() {
    try (Predictor predictor =
        load(new TinyModel(List.of(Modality.TEXT, Modality.IMAGE), 1, false))) {
      assertThat(predictor.predict(Post.ofText("1", "good")).weights()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void aTextWithoutWords_isReadAsOneUnknownWord(String text) {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      assertClose(
          predictor.predict(Post.ofText("1", text)),
          softmax(ofText(Vocabulary.UNKNOWN), 1),
          SINGLE);
    }
  }

  @Test
  void aLongText_isCut() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      Prediction six = predictor.predict(Post.ofText("1", "good ".repeat(6)));

      Prediction many = predictor.predict(Post.ofText("1", "good ".repeat(6) + "bad ".repeat(50)));

      assertClose(many, six, SINGLE);
    }
  }

  @Test
  void aPostWithNothingThatTheModelReads_failsAlone() {
    Post sound =
        new Post(
            "sound",
            new TreeMap<>(
                Map.of(new Modality("sound"), new Content.InMemory(new byte[] {1, 2, 3}))));
    Post nothing = new Post("nothing", new TreeMap<>());
    try (Predictor predictor = load(TinyModel.BOTH)) {
      List<Answer> answers =
          predictor.predict(List.of(nothing, Post.ofText("good", "good"), sound));

      assertFailed(answers.get(0), "nothing", "the post has none of what the model reads");
      assertThat(answers.get(1)).isInstanceOf(Answer.Predicted.class);
      assertFailed(answers.get(2), "sound", "[image, text]");
      assertThatThrownBy(() -> predictor.predict(nothing))
          .isInstanceOf(CovalenceException.class)
          .hasMessageContaining("post nothing");
    }
  }

  @Test
  void aPictureThatCannotBeUsed_failsAloneAndSaysWhy() throws IOException {
    Path cut = Files.write(root.resolve("cut.png"), Arrays.copyOf(png(0xff0000), 40));
    List<Post> posts =
        List.of(
            withPicture(Post.ofText("1", "good"), 0xff0000),
            Post.ofText("2", "good").withImage(root.resolve("none.png")),
            Post.ofText("3", "bad"),
            Post.ofText("4", "good").withImage(cut),
            Post.ofText("5", "good")
                .with(
                    Modality.IMAGE,
                    new Content.InMemory("no picture".getBytes(StandardCharsets.UTF_8))),
            Post.ofText("6", "good").with(Modality.IMAGE, new Content.InMemory(new byte[0])),
            picture("7", 0x0000ff));
    try (Predictor predictor = load(TinyModel.BOTH)) {
      List<Answer> answers = predictor.predict(posts);

      assertFailed(answers.get(1), "2", "none.png");
      assertFailed(answers.get(3), "4", "cut.png");
      assertFailed(answers.get(4), "5", "image of post 5");
      assertFailed(answers.get(5), "6", "empty");
      for (int able : new int[] {0, 2, 6}) {
        assertThat(answers.get(able))
            .isEqualTo(new Answer.Predicted(predictor.predict(posts.get(able))));
      }
    }
  }

  @Test
  void noPosts_giveNoAnswers() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      assertThat(predictor.predict(List.of())).isEmpty();
    }
  }

  @Test
  void companyAndOrder_doNotChangeAPrediction() {
    List<Post> posts = posts(120);
    try (Predictor predictor = load(TinyModel.BOTH)) {
      Map<String, Prediction> alone = new HashMap<>();
      posts.forEach(p -> alone.put(p.id(), predictor.predict(p)));
      for (int size : new int[] {2, 7, 33, 120}) {
        List<Post> shuffled = new ArrayList<>(posts);
        Collections.shuffle(shuffled, new Random(size));
        for (int from = 0; from < shuffled.size(); from += size) {
          List<Post> batch = shuffled.subList(from, Math.min(from + size, shuffled.size()));
          List<Answer> answers = predictor.predict(batch);
          for (int i = 0; i < batch.size(); i++) {
            Prediction prediction = ((Answer.Predicted) answers.get(i)).prediction();
            assertThat(prediction.id()).isEqualTo(batch.get(i).id());
            assertClose(prediction, alone.get(prediction.id()), SINGLE);
          }
        }
      }
    }
  }

  @Test
  void manyThreads_getTheAnswersOfOne() {
    List<Post> posts = posts(60);
    try (Predictor predictor = load(TinyModel.BOTH)) {
      List<Prediction> expected = posts.stream().map(predictor::predict).toList();

      List<Prediction> found =
          IntStream.range(0, 600)
              .parallel()
              .mapToObj(i -> predictor.predict(posts.get(i % posts.size())))
              .toList();

      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i)).isEqualTo(expected.get(i % posts.size()));
      }
    }
  }

  @Test
  void everyPrediction_isADistributionWithWeightsThatSumToOneOverWhatIsThere() {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      for (Answer answer : predictor.predict(posts(60))) {
        Prediction prediction = ((Answer.Predicted) answer).prediction();
        assertThat(sum(prediction.probabilities())).isCloseTo(1, Offset.offset(1e-12));
        assertThat(prediction.probabilities()).allMatch(p -> p >= 0 && p <= 1);
        assertThat(prediction.weights().keySet()).isEqualTo(prediction.modalities());
        assertThat(sum(prediction.weights().values())).isCloseTo(1, SINGLE);
      }
    }
  }

  @Test
  void aPredictor_tellsAboutItsModel() throws IOException {
    try (Predictor predictor = load(TinyModel.BOTH)) {
      assertThat(predictor.modalities()).containsExactly(Modality.IMAGE, Modality.TEXT);
      assertThat(predictor.description().provenance()).containsEntry("seed", "1");
      assertThat(predictor.modelHash())
          .isEqualTo(ContentHash.ofFile(root.resolve("model/model.json")));
    }
  }

  @Test
  void aFolderThatIsNoModel_isRefused() {
    assertThatThrownBy(() -> Predictor.load(root))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(root.toString());
  }

  private Predictor load(TinyModel model) {
    Path folder = root.resolve("model");
    model.write(folder);
    return Predictor.load(folder, 2);
  }

  /** Posts of all kinds: texts of many lengths, pictures of many colours, and both. */
  private static List<Post> posts(int count) {
    Random random = new Random(4);
    List<String> words = List.of("good", "bad", "plain", "day", "unheard");
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = Integer.toString(i);
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(6); w >= 0; w--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      int colour = random.nextInt(1 << 24);
      posts.add(
          switch (i % 3) {
            case 0 -> Post.ofText(id, text.toString());
            case 1 -> picture(id, colour);
            default -> withPicture(Post.ofText(id, text.toString()), colour);
          });
    }
    return posts;
  }

  private static Post picture(String id, int colour) {
    return withPicture(new Post(id, new TreeMap<>()), colour);
  }

  private static Post withPicture(Post post, int colour) {
    return post.with(Modality.IMAGE, new Content.InMemory(png(colour)));
  }

  private static byte[] png(int colour) {
    BufferedImage image =
        new BufferedImage(TinyModel.SIDE, TinyModel.SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, colour);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static int id(String word) {
    return TinyModel.vocabulary().id(word);
  }

  private static double[] ofText(int... ids) {
    double mean = Arrays.stream(ids).average().orElseThrow() / 10;
    return scores(TinyModel.OF_TEXT, mean, 1);
  }

  private static double[] ofImage(double red, double green, double blue) {
    return scores(TinyModel.OF_IMAGE, red, green, blue);
  }

  private static double[] scores(float[] matrix, double... vector) {
    double[] scores = new double[3];
    for (int i = 0; i < matrix.length; i++) {
      scores[i / vector.length] += matrix[i] * vector[i % vector.length];
    }
    return scores;
  }

  private static double[] softmax(double[] scores, double temperature) {
    double[] powers = Arrays.stream(scores).map(s -> Math.exp(s / temperature)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(p -> p / sum).toArray();
  }

  private static double sum(Iterable<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static void assertClose(Prediction found, Prediction expected, Offset<Double> offset) {
    assertClose(
        found,
        expected.probabilities().stream().mapToDouble(Double::doubleValue).toArray(),
        offset);
  }

  private static void assertClose(Prediction found, double[] expected, Offset<Double> offset) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(found.probabilities().get(k))
          .as("class %d of post %s", k, found.id())
          .isCloseTo(expected[k], offset);
    }
  }

  private static void assertFailed(Answer answer, String id, String reason) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.id()).isEqualTo(id);
              assertThat(failed.fault()).hasMessageContaining(reason);
            });
  }
}
