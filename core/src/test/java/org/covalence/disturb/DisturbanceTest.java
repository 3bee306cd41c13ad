package org.covalence.disturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.covalence.image.DecodeLimits;
import org.covalence.image.EncodedPixels;
import org.covalence.image.ImageDecoder;
import org.covalence.image.Pixels;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisturbanceTest {
  static final Seeds SEEDS = new Seeds(1);
  private static final String WORDS =
      "What a lovely morning it is, said the fox to nobody in particular, and went home.";

  static Post post(int i) {
    return Post.ofText("post " + i, WORDS)
        .with(Modality.IMAGE, new Content.InMemory(EncodedPixels.png(busy(24, 16, i))));
  }

  /** A picture in which no two pixels need be the same. */
  static Pixels busy(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return new Pixels(width, height, rgb);
  }

  static Pixels picture(Post post) {
    return new ImageDecoder(DecodeLimits.standard())
        .decode(((Content.InMemory) post.content(Modality.IMAGE).orElseThrow()).bytes(), post.id());
  }

  /** What a post says, to be compared: arrays are equal only where they are the same. */
  private static List<String> said(Post post) {
    return post.contents().entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " "
                    + (e.getValue() instanceof Content.InMemory memory
                        ? Arrays.hashCode(memory.bytes())
                        : e.getValue()))
        .toList();
  }

  private static Stream<Disturbance> all() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                kind.levels().stream()
                    .map(level -> kind.at(kind.modality().orElse(Modality.TEXT), level)));
  }

  static Stream<Disturbance> ofNoStrength() {
    return Stream.of(
        new Missing(Modality.TEXT, 0),
        new Missing(Modality.IMAGE, 0),
        new Typos(0),
        new SwappedWords(0),
        new DroppedWords(0),
        new Blur(0),
        new Crop(1),
        new Darkening(0));
  }

  @ParameterizedTest
  @MethodSource("ofNoStrength")
  void strengthOfNothing_changesNothing(Disturbance disturbance) {
    for (int i = 0; i < 20; i++) {
      Post post = post(i);
      assertThat(disturbance.of(post, SEEDS)).isSameAs(post);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void disturbance_dependsOnSeedAndIdAlone(Disturbance disturbance) {
    List<Post> posts = new ArrayList<>(IntStream.range(0, 12).mapToObj(i -> post(i)).toList());
    List<List<String>> alone =
        posts.stream().map(p -> said(disturbance.of(p, new Seeds(1)))).toList();

    Collections.reverse(posts);
    List<List<String>> together =
        new ArrayList<>(
            posts.parallelStream().map(p -> said(disturbance.of(p, new Seeds(1)))).toList());
    Collections.reverse(together);

    assertThat(together).isEqualTo(alone);
  }

  @ParameterizedTest
  @MethodSource("all")
  void disturbance_changesItsModalityAndNoOther(Disturbance disturbance) {
    int changed = 0;
    for (int i = 0; i < 12; i++) {
      Post before = post(i);
      Post after = disturbance.of(before, SEEDS);
      changed += after == before ? 0 : 1;
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.without(disturbance.modality()).contents())
          .isEqualTo(before.without(disturbance.modality()).contents());
    }
    assertThat(changed).isPositive();
  }

  @ParameterizedTest
  @MethodSource("all")
  void post_withoutTheModalityStaysAsItIs(Disturbance disturbance) {
    Post bare = new Post("bare", post(1).without(disturbance.modality()).contents());

    assertThat(disturbance.of(bare, SEEDS)).isSameAs(bare);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void kind_isFoundByItsWordAndAllowsItsOwnLevels(Kind kind) {
    assertThat(Kind.named(kind.word())).contains(kind);
    assertThat(kind.levels()).allMatch(kind::allows);
    assertThat(kind.levels().stream().map(kind::strength).toList())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(kind.allows(Double.NaN)).isFalse();
    assertThat(kind.allows(0)).isFalse();
    assertThat(kind.allows(-1)).isFalse();
    assertThat(kind.allows(101)).isFalse();
    assertThat(kind.at(Modality.TEXT, kind.levels().get(0)).kind()).isEqualTo(kind);
  }

  @Test
  void level_isToldInFewCharacters() {
    assertThat(Kind.MISSING.tell(25)).isEqualTo("25 %");
    assertThat(Kind.TYPOS.tell(2.5)).isEqualTo("2.5 %");
    assertThat(Kind.BLUR.tell(100)).isEqualTo("radius 100");
    assertThat(Kind.CROP.tell(75)).isEqualTo("75 % kept");
    assertThat(Kind.RECOMPRESSION.tell(10)).isEqualTo("quality 10");
    assertThat(Kind.MISSING.name(Modality.IMAGE)).isEqualTo("missing-image");
    assertThat(Kind.BLUR.name(Modality.IMAGE)).isEqualTo("blur");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "image"})
  void missing_isNestedAndReachesAll(String name) {
    Modality modality = new Modality(name);
    List<Post> posts = IntStream.range(0, 400).mapToObj(DisturbanceTest::light).toList();
    Set<String> weaker = Set.of();
    for (double share : new double[] {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1}) {
      Set<String> losing = new HashSet<>();
      for (Post post : posts) {
        if (!new Missing(modality, share).of(post, SEEDS).modalities().contains(modality)) {
          losing.add(post.id());
        }
      }
      assertThat(losing).containsAll(weaker);
      assertThat(losing.size() / 400.0).isBetween(share - 0.08, share + 0.08);
      weaker = losing;
    }
    assertThat(weaker).hasSize(400);
  }

  private static Post light(int i) {
    return Post.ofText("post " + i, "words").withImage(Path.of(i + ".jpg"));
  }

  @Test
  void missing_isDrawnForEachModalityAndSeedByItself() {
    List<Post> posts = IntStream.range(0, 100).mapToObj(DisturbanceTest::light).toList();
    List<Integer> text = losing(posts, Modality.TEXT, 1);

    assertThat(losing(posts, Modality.IMAGE, 1)).isNotEqualTo(text);
    assertThat(losing(posts, Modality.TEXT, 2)).isNotEqualTo(text);
    assertThat(losing(posts, Modality.TEXT, 1)).isEqualTo(text);
  }

  private static List<Integer> losing(List<Post> posts, Modality modality, long seed) {
    Missing half = new Missing(modality, 0.5);
    return IntStream.range(0, posts.size())
        .filter(i -> half.of(posts.get(i), new Seeds(seed)) != posts.get(i))
        .boxed()
        .toList();
  }

  @Test
  void post_thatHasNothingElseKeepsWhatItHas() {
    Post bare = Post.ofText("1", "words");

    assertThat(Missing.isSpared(bare, Modality.TEXT)).isTrue();
    assertThat(Missing.isSpared(bare, Modality.IMAGE)).isFalse();
    assertThat(Missing.isSpared(light(1), Modality.TEXT)).isFalse();
    assertThat(new Missing(Modality.TEXT, 1).of(bare, SEEDS)).isSameAs(bare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t",
        "a",
        "1",
        "😀",
        "😀😀 👩‍👩‍👧‍👦 🇩🇪",
        "\uD83D",
        "\uDE00 \uD83D x",
        "x\uD83Dy\uDE00z",
        "e\u0301a\u0300 שלום 你好",
        "\u00A0\u2003word\u2028\u0000",
        "@user http://t.co/x #tag"
      })
  void noiseInWords_neverFailsAndNeverLeavesNone(String text) {
    for (long seed = 0; seed < 50; seed++) {
      for (double share : new double[] {0, 0.3, 1}) {
        for (Disturbance noise :
            List.of(new Typos(share), new SwappedWords(share), new DroppedWords(share))) {
          String after = noise.of(Post.ofText("1", text), new Seeds(seed)).text().orElseThrow();
          assertThat(after.isBlank()).as("%s of '%s'", noise, text).isEqualTo(text.isBlank());
        }
      }
    }
  }

  @Test
  void typos_leaveEmojiSpaceAndMarksAsTheyAre() {
    String text = "so 😀, it goes! 👩‍👩‍👧‍👦 … \uD83D";
    for (long seed = 0; seed < 50; seed++) {
      String after = new Typos(1).of(Post.ofText("1", text), new Seeds(seed)).text().orElseThrow();
      assertThat(after.replaceAll("[\\p{L}\\p{N}]", ""))
          .isEqualTo(text.replaceAll("[\\p{L}\\p{N}]", ""));
    }
  }

  @Test
  void typos_hitAboutTheShareThatWasAskedFor() {
    String text = "g".repeat(20_000);
    String after = new Typos(0.3).of(Post.ofText("1", text), SEEDS).text().orElseThrow();

    // A third of the errors are keys beside the one that was meant.
    long beside = after.chars().filter(c -> c == 'f' || c == 'h').count();
    assertThat(beside).isBetween(1_800L, 2_200L);
    assertThat(after.length()).isBetween(19_700, 20_300);
  }

  @Test
  void key_hasItsNeighboursOnTheSameRow() {
    assertThat(Typos.neighbour('g', true)).isEqualTo('h');
    assertThat(Typos.neighbour('G', false)).isEqualTo('F');
    assertThat(Typos.neighbour('q', false)).isEqualTo('w');
    assertThat(Typos.neighbour('M', true)).isEqualTo('N');
    assertThat(Typos.neighbour('0', true)).isEqualTo('9');
    assertThat(Typos.neighbour('ß', true)).isEqualTo('ß');
    assertThat(Typos.neighbour('你', true)).isEqualTo('你');
  }

  @Test
  void allSwappedWords_areEachOthersNeighbours() {
    Post post = Post.ofText("1", " one two\n three  four five");

    assertThat(new SwappedWords(1).of(post, SEEDS).text()).contains(" two one\n four  three five");
  }

  @Test
  void droppedWords_areNestedAndOneStays() {
    List<String> weaker = Words.of(WORDS).words();
    for (double share : new double[] {0.1, 0.3, 0.6, 0.9, 1}) {
      Post after = new DroppedWords(share).of(Post.ofText("1", WORDS), SEEDS);
      List<String> left = Words.of(after.text().orElseThrow()).words();
      assertThat(weaker).containsSubsequence(left);
      weaker = left;
    }
    assertThat(weaker).hasSize(1);
  }

  @Test
  void words_areTakenApartAndPutTogetherAsTheyWere() {
    for (String text : List.of("", " ", "a", " a", "a ", "\ta\u00A0 b\n", WORDS)) {
      assertThat(Words.of(text).text()).isEqualTo(text);
    }
    assertThat(Words.of("a\u00A0b\u2003c").words()).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @MethodSource("all")
  void picture_thatCannotBeReadStaysAsItIs(Disturbance disturbance) {
    if (disturbance.modality().equals(Modality.IMAGE)) {
      Post damaged =
          Post.ofText("1", "words")
              .with(Modality.IMAGE, new Content.InMemory(new byte[] {1, 2, 3}));
      Post lost = Post.ofText("1", "words").withImage(Path.of("no-such-picture.jpg"));

      assertThat(disturbance.of(damaged, SEEDS)).isSameAs(damaged);
      assertThat(disturbance.of(lost, SEEDS)).isSameAs(lost);
    }
  }

  @Test
  void strengths_outOfRangeAreRefused() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Missing(Modality.TEXT, share)).hasMessageContaining("share");
      assertThatThrownBy(() -> new Typos(share)).hasMessageContaining("share");
      assertThatThrownBy(() -> new SwappedWords(share)).hasMessageContaining("share");
      assertThatThrownBy(() -> new DroppedWords(share)).hasMessageContaining("share");
      assertThatThrownBy(() -> new Crop(share)).hasMessageContaining("share");
      assertThatThrownBy(() -> new Darkening(share)).hasMessageContaining("share");
    }
    assertThatThrownBy(() -> new Crop(0)).hasMessageContaining("share");
    assertThatThrownBy(() -> new Blur(-1)).hasMessageContaining("radius");
    assertThatThrownBy(() -> new Blur(Double.NaN)).hasMessageContaining("radius");
    assertThatThrownBy(() -> new Recompression(0)).hasMessageContaining("quality");
    assertThatThrownBy(() -> new Recompression(101)).hasMessageContaining("quality");
  }
}
