package org.covalence.text.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LexiconFeaturesTest {
  private static final SentimentLexicon VADER = SentimentLexicon.vader();

  @Test
  void of_aTextWithoutWords_isZero() {
    assertThat(LexiconFeatures.of("", VADER)).isEqualTo(new double[LexiconFeatures.WIDTH]);
    assertThat(LexiconFeatures.NAMES).hasSize(LexiconFeatures.WIDTH).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compound | good | 0.4404",
        "positive | good | 1",
        "positive-sum | good nice awful | 3.7",
        "negative-sum | good nice awful | -2.0",
        "mean-valence | good table awful | -0.05",
        "highest-valence | awful | 0",
        "lowest-valence | good awful | -2",
        "last-valence | good awful table | -2",
        "last-valence | table | 0",
        "positive-words | good nice awful | 2",
        "negative-words | good nice awful | 1",
        "neutral-words | a good table | 2",
        "negations | no not didn't never yes | 4",
        "degree-words | very kind of hardly VERY | 4",
        "hashtags | #sun # rain a#b #2day (#x) &#39; | 3",
        "mentions | @sun a@b.c @ @_x: | 2",
        "exclamation-marks | a! b!!! | 4",
        "lost-emoji | a? b?? ??? c? ? | 2",
        "capital-share | I AM so HAPPY 12 | 0.6666666666666666",
        "capital-share | I 12 | 0",
        "elongated-words | soooo haPPpy good 1000 http://xxx.yyy www.zzz.com ... | 2"
      })
  void of_aText_countsAsItsNameSays(String name, String text, double expected) {
    double[] features = LexiconFeatures.of(text, VADER);

    assertThat(features[LexiconFeatures.NAMES.indexOf(name)]).isEqualTo(expected, within(1e-12));
  }

  @Test
  void of_anyText_isFinite() {
    Random random = new Random(13);
    for (int round = 0; round < 300; round++) {
      char[] chars = new char[random.nextInt(60)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = (char) (random.nextInt(4) > 0 ? random.nextInt(128) : random.nextInt(0x10000));
      }
      double[] features = LexiconFeatures.of(new String(chars), VADER);

      assertThat(features).hasSize(LexiconFeatures.WIDTH);
      assertThat(Arrays.stream(features)).allMatch(Double::isFinite);
    }
  }
}
