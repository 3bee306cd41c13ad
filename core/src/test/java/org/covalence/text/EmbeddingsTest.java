package org.covalence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddingsTest {
  private static final List<List<String>> POSTS =
      List.of(List.of("do", "n't", "go", "<url>"), List.of("go", "zzyx", "go"));

  @TempDir Path folder;

  @Test
  void of_takesVectorsWhereThereAreSome() throws IOException {
    WordVectors vectors = vectors();
    Vocabulary vocabulary = vocabulary(vectors);

    Embeddings embeddings = Embeddings.of(vocabulary, vectors, 1);

    assertThat(embeddings.rows()).isEqualTo(vocabulary.size());
    assertThat(embeddings.width()).isEqualTo(2);
    assertThat(embeddings.row(Vocabulary.PADDING)).containsOnly(0);
    assertThat(embeddings.row(vocabulary.id("go"))).containsExactly(1, -1);
    assertThat(embeddings.row(vocabulary.id("n't"))).containsExactly(3, -3);
    assertThat(embeddings.row(vocabulary.id("<smile>"))).containsExactly(2, -2);
    assertThat(embeddings.row(vocabulary.id("zzyx"))).doesNotContain(0);
    assertThat(embeddings.known()).isEqualTo(4);
  }

  @Test
  void of_theSameSeed_givesTheSameRowsWhateverElseIsThere() throws IOException {
    WordVectors vectors = vectors();
    Vocabulary small = vocabulary(vectors);
    Vocabulary big =
        TextPreparation.DEFAULT.vocabulary(
            List.of(POSTS.get(0), POSTS.get(1), List.of("more", "more")), 1, Optional.of(vectors));

    Embeddings one = Embeddings.of(small, vectors, 1);

    assertThat(Embeddings.of(small, vectors, 1).values()).isEqualTo(one.values());
    assertThat(Embeddings.of(small, vectors, 2).values()).isNotEqualTo(one.values());
    assertThat(Embeddings.of(big, vectors, 1).row(big.id("zzyx")))
        .isEqualTo(one.row(small.id("zzyx")));
  }

  @Test
  void random_isNormalWithASmallDeviation() {
    List<String> words = IntStream.range(0, 500).mapToObj(i -> "w" + i).toList();
    Vocabulary vocabulary = TextPreparation.DEFAULT.vocabulary(List.of(words), 1, Optional.empty());

    Embeddings embeddings = Embeddings.random(vocabulary, 40, 5);

    double squares = 0;
    for (float value : embeddings.values()) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / embeddings.values().length)).isCloseTo(0.1, within(0.005));
    assertThat(embeddings.known()).isZero();
  }

  @Test
  void coverage_countsWordsButNoClasses() throws IOException {
    Coverage coverage = Coverage.of(POSTS, vectors());

    assertThat(coverage).isEqualTo(new Coverage(4, 2, 6, 4, List.of("do", "zzyx")));
    assertThat(coverage.distinctShare()).isEqualTo(0.5);
    assertThat(coverage.runningShare()).isEqualTo(4.0 / 6);
  }

  @Test
  void coverage_ofNothing_isWhole() throws IOException {
    assertThat(Coverage.of(List.of(), vectors()).runningShare()).isEqualTo(1);
  }

  private Vocabulary vocabulary(WordVectors vectors) {
    return TextPreparation.DEFAULT.vocabulary(POSTS, 1, Optional.of(vectors));
  }

  private WordVectors vectors() throws IOException {
    Path file = Files.writeString(folder.resolve("v.txt"), "go 1 -1\nnot 3 -3\nsmile 2 -2\n");
    return WordVectors.read(file, Optional.empty(), POSTS, 0);
  }
}
