package org.covalence.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCorpusTest {
  private static final DemoCorpus CORPUS = new DemoCorpus(300, 1);
  private static final Charset GB18030 = Charset.forName("GB18030");

  @TempDir static Path written;
  @TempDir Path folder;

  @BeforeAll
  static void write() {
    CORPUS.write(written);
  }

  @Test
  void write_givesTheLabelFileOfMvsaMultiple() throws IOException {
    String file =
        Files.readString(written.resolve("labelResultAll.txt"), StandardCharsets.US_ASCII);

    assertThat(file).startsWith("ID\ttext,image\ttext,image\ttext,image\r\n").endsWith("\r\n");
    assertThat(file.replace("\r\n", "")).doesNotContain("\r", "\n");
    String mood = "(positive|neutral|negative)";
    assertThat(lines())
        .hasSize(300)
        .allMatch(line -> line.matches("\\d+(\t%s,%s){3}".formatted(mood, mood)));
    List<Integer> ids = lines().stream().map(l -> Integer.valueOf(l.split("\t")[0])).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.get(299)).as("ids have gaps").isGreaterThan(300);
  }

  @Test
  void write_givesATextAndAPictureForNearlyEveryId() throws IOException {
    List<String> ids = lines().stream().map(l -> l.split("\t")[0]).toList();
    List<String> names;
    try (Stream<Path> files = Files.list(written.resolve("data"))) {
      names = files.map(f -> f.getFileName().toString()).toList();
    }

    List<String> texts = without(names, ".txt");
    List<String> pictures = without(names, ".jpg");
    assertThat(texts.size() + pictures.size()).isEqualTo(names.size());
    assertThat(ids).containsAll(texts).containsAll(pictures);
    assertThat(ids.size() - texts.size()).isBetween(1, 9);
    assertThat(ids.size() - pictures.size()).isBetween(1, 9);
    assertThat(ids).allMatch(id -> texts.contains(id) || pictures.contains(id));
  }

  @Test
  void write_givesTextsOfOneLineThatOnlyTheRightEncodingReads() throws IOException {
    int readAsUtf8 = 0;
    int files = 0;
    StringBuilder all = new StringBuilder();
    try (Stream<Path> data = Files.list(written.resolve("data"))) {
      for (Path file : data.filter(f -> f.toString().endsWith(".txt")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String text = GB18030.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        assertThat(text).endsWith("\r\n").hasLineCount(1);
        assertThat(text.strip().length()).isBetween(10, 140);
        all.append(text);
        readAsUtf8 += isUtf8(bytes) ? 1 : 0;
        files++;
      }
    }
    assertThat(readAsUtf8).isBetween(files / 5, files * 4 / 5);
    assertThat(all).contains("…", "’", "“", "é", "#", "@", "http://t.co/", "RT @", "&amp;", ":)");
  }

  @Test
  void write_givesPicturesOfSeveralSizes() throws IOException {
    List<Integer> widths = new ArrayList<>();
    try (Stream<Path> data = Files.list(written.resolve("data"))) {
      for (Path file : data.filter(f -> f.toString().endsWith(".jpg")).limit(40).toList()) {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isBetween(96, 160);
        assertThat(image.getHeight()).isBetween(96, 128);
        widths.add(image.getWidth());
      }
    }
    assertThat(widths.stream().distinct().count()).isGreaterThan(10);
  }

  @Test
  void write_ofTheSameSeedGivesTheSameTextsAndLabels() throws IOException {
    CORPUS.write(folder);

    assertThat(folder.resolve("labelResultAll.txt"))
        .hasSameBinaryContentAs(written.resolve("labelResultAll.txt"));
    try (Stream<Path> data = Files.list(written.resolve("data"))) {
      assertThat(data.toList())
          .allSatisfy(
              f ->
                  assertThat(folder.resolve("data").resolve(f.getFileName()))
                      .hasSameBinaryContentAs(f));
    }
  }

  @Test
  void plan_ofAnotherSeedIsAnotherCorpus() {
    assertThat(new DemoCorpus(300, 2).plan()).isNotEqualTo(CORPUS.plan());
  }

  @Test
  void plan_hasTheSharesOfItsKinds() {
    Map<Kind, Long> counts =
        new DemoCorpus(1000, 3)
            .plan().stream().collect(Collectors.groupingBy(DemoPost::kind, Collectors.counting()));

    assertThat(counts)
        .containsEntry(Kind.PLAIN, 260L)
        .containsEntry(Kind.BOTH_GLAD, 130L)
        .containsEntry(Kind.SAD_WORDS, 100L)
        .containsEntry(Kind.GLAD_PICTURE, 100L)
        .containsEntry(Kind.SAD_WORDS_GLAD_PICTURE, 40L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10, 99})
  void plan_hasAsManyPostsAsAskedFor(int posts) {
    assertThat(new DemoCorpus(posts, 1).plan()).hasSize(posts);
  }

  @Test
  void plan_isBalancedUnderTheStandardRuleAndDropsAFew() {
    List<DemoPost> plan = new DemoCorpus(1000, 4).plan();
    Map<String, Integer> outcomes = new HashMap<>();
    plan.forEach(p -> outcomes.merge(outcome(p), 1, Integer::sum));

    assertThat(outcomes.get("POSITIVE")).isBetween(280, 360);
    assertThat(outcomes.get("NEGATIVE")).isBetween(280, 360);
    assertThat(outcomes.get("NEUTRAL")).isBetween(220, 290);
    assertThat(outcomes.get(LabelRule.Standard.CONTRADICTION)).isBetween(60, 100);
    assertThat(outcomes.get(LabelRule.NO_MAJORITY)).isBetween(5, 35);
  }

  @Test
  void plan_letsNeitherHalfTellMostLabelsAndBothNearlyAll() {
    List<DemoPost> plan = new DemoCorpus(1000, 5).plan();

    assertThat(ideal(plan, p -> p.kind().text())).isCloseTo(0.78, within(0.03));
    assertThat(ideal(plan, p -> p.kind().image())).isCloseTo(0.78, within(0.03));
    assertThat(ideal(plan, DemoPost::kind)).isGreaterThan(0.95);
  }

  @Test
  void tweet_saysTheOppositeWithTheSameWords() {
    Map<String, List<Sentiment>> moods = new TreeMap<>();
    for (Sentiment mood : List.of(Sentiment.POSITIVE, Sentiment.NEGATIVE)) {
      TweetGrammar grammar = new TweetGrammar(dice("order " + mood));
      for (int i = 0; i < 20_000; i++) {
        String[] words = grammar.tweet(mood).toLowerCase(Locale.ROOT).split("[^a-z]+");
        Arrays.sort(words);
        moods.computeIfAbsent(String.join(" ", words), w -> new ArrayList<>()).add(mood);
      }
    }

    assertThat(moods.values()).anyMatch(m -> m.stream().distinct().count() == 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEGATIVE", "NEUTRAL", "POSITIVE"})
  void draw_isDifferentEachTime(String mood) {
    Dice dice = dice("pictures");

    assertThat(Picture.draw(Sentiment.valueOf(mood), dice))
        .isNotEqualTo(Picture.draw(Sentiment.valueOf(mood), dice));
  }

  @Test
  void draw_paintsEveryScene() {
    for (Sentiment mood : Sentiment.values()) {
      for (Scene scene : Scene.of(mood)) {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        scene.paint(new Brush(image.createGraphics(), dice("scene"), 100, 100));
        int[] pixels = image.getRGB(0, 0, 100, 100, null, 0, 100);
        assertThat(Arrays.stream(pixels).distinct().count()).as("%s", scene).isGreaterThan(2);
      }
    }
  }

  @Test
  void examples_areFreshAndOfEveryMakeUp() throws IOException {
    List<Post> examples = CORPUS.examples();

    assertThat(examples).extracting(Post::id).doesNotHaveDuplicates();
    assertThat(examples).anyMatch(p -> p.modalities().equals(Set.of(Modality.TEXT)));
    assertThat(examples).anyMatch(p -> p.modalities().equals(Set.of(Modality.IMAGE)));
    assertThat(examples).filteredOn(p -> p.modalities().size() == 2).hasSizeGreaterThan(3);
    Content.InMemory picture =
        (Content.InMemory) examples.get(0).content(Modality.IMAGE).orElseThrow();
    assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes()))).isNotNull();
    assertThat(examples.get(0).text()).isEqualTo(CORPUS.examples().get(0).text());
  }

  @Test
  void write_intoAFolderWithOtherFilesIsRefusedAndChangesNothing() throws IOException {
    Path mine = Files.writeString(folder.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> new DemoCorpus(5, 1).write(folder))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining("something else")
        .hasMessageContaining(folder.toString());
    assertThat(mine).hasContent("mine");
    assertThat(folder.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void write_replacesAnEarlierDemoCorpus() throws IOException {
    new DemoCorpus(40, 1).write(folder);
    new DemoCorpus(5, 2).write(folder);

    try (Stream<Path> data = Files.list(folder.resolve("data"))) {
      assertThat(data.count()).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void write_ontoAFileSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(() -> new DemoCorpus(5, 1).write(file))
        .isInstanceOf(CovalenceException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100_001})
  void demoCorpus_ofNoPostsOrTooManyIsRefused(int posts) {
    assertThatThrownBy(() -> new DemoCorpus(posts, 1)).isInstanceOf(CovalenceException.class);
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(written.resolve("labelResultAll.txt")).stream().skip(1).toList();
  }

  private static List<String> without(List<String> names, String ending) {
    return names.stream()
        .filter(n -> n.endsWith(ending))
        .map(n -> n.substring(0, n.length() - ending.length()))
        .toList();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Dice dice(String stream) {
    return new Dice(new Seeds(1).stream(stream));
  }

  /** The label, or why there is none. */
  private static String outcome(DemoPost post) {
    List<Map<Modality, Sentiment>> votes = new ArrayList<>();
    for (int i = 0; i < post.textVotes().size(); i++) {
      votes.add(
          Map.of(Modality.TEXT, post.textVotes().get(i), Modality.IMAGE, post.imageVotes().get(i)));
    }
    LabelRule.Labelling labelling =
        new LabelRule.Standard().label(new Annotation.PerModality(votes));
    return labelling instanceof LabelRule.Labelling.Labelled labelled
        ? labelled.label().name()
        : ((LabelRule.Labelling.Dropped) labelling).reason();
  }

  /** The accuracy of a reader who sees {@code seen} and knows the best answer to each. */
  private static double ideal(List<DemoPost> plan, Function<DemoPost, Object> seen) {
    Map<Object, Map<String, Integer>> counts = new HashMap<>();
    int labelled = 0;
    for (DemoPost post : plan) {
      String outcome = outcome(post);
      if (Arrays.stream(Sentiment.values()).anyMatch(s -> s.name().equals(outcome))) {
        counts
            .computeIfAbsent(seen.apply(post), k -> new HashMap<>())
            .merge(outcome, 1, Integer::sum);
        labelled++;
      }
    }
    int right =
        counts.values().stream()
            .mapToInt(c -> c.values().stream().mapToInt(i -> i).max().orElse(0))
            .sum();
    return (double) right / labelled;
  }
}
