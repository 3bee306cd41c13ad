package org.covalence.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.covalence.label.Sentiment;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
  private static final Path HERE =
      Path.of("src", "test", "java", "org", "covalence", "runtime", "ReadmeExampleTest.java");
  private static final Path README = Path.of("..", "README.md");

  /** Compiled with what the runtime needs and nothing else; run by readers of the README. */
  static void example() {
    // README begins
    try (Predictor predictor = Predictor.load(Path.of("models/mvsa"))) {
      Post post = Post.ofText("1", "What a lovely morning!").withImage(Path.of("sunrise.jpg"));
      Prediction prediction = predictor.predict(post);
      System.out.println(prediction.label() + " " + prediction.probability(Sentiment.POSITIVE));
    }
    // README ends
  }

  @Test
  void theExampleOfTheReadme_isTheOneThatCompilesHere() throws IOException {
    List<String> source = Files.readAllLines(HERE);
    int begin = source.indexOf("    // README begins");
    int end = source.indexOf("    // README ends");
    String example =
        source.subList(begin + 1, end).stream()
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n", "```java\n", "\n```\n"));

    assertThat(begin).isNotNegative();
    assertThat(end - begin).isEqualTo(6);
    assertThat(Files.readString(README)).contains(example);
  }
}
