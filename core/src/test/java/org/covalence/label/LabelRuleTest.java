package org.covalence.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.covalence.label.LabelRule.Labelling;
import org.covalence.label.LabelRule.Standard;
import org.covalence.post.Modality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelRuleTest {
  static Stream<LabelRule> rules() {
    return LabelRule.all().stream();
  }

  @Test
  void all_haveNamesOfTheirOwn() {
    assertThat(LabelRule.all()).extracting(LabelRule::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void label_alreadyMerged_stays(LabelRule rule) {
    for (Sentiment label : Sentiment.values()) {
      assertThat(rule.label(new Annotation.Merged(label))).isEqualTo(new Labelling.Labelled(label));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void label_equalInEverything_stays(LabelRule rule) {
    for (Sentiment label : Sentiment.values()) {
      Annotation.PerModality agreed = annotation(label + "," + label, label + "," + label);
      assertThat(rule.label(agreed)).isEqualTo(new Labelling.Labelled(label));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void label_annotatorsInAnotherOrder_isTheSame(LabelRule rule) {
    List<String> votes = new ArrayList<>();
    for (Sentiment text : Sentiment.values()) {
      for (Sentiment image : Sentiment.values()) {
        votes.add(text + "," + image);
      }
    }
    for (String first : votes) {
      for (String second : votes) {
        for (String third : votes) {
          List<String> turned = Arrays.asList(first, second, third);
          Labelling before = rule.label(annotation(turned.toArray(String[]::new)));
          Collections.rotate(turned, 1);
          assertThat(rule.label(annotation(turned.toArray(String[]::new)))).isEqualTo(before);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "positive, neutral, positive",
    "neutral, positive, positive",
    "negative, neutral, negative",
    "neutral, negative, negative"
  })
  void standard_oneNeutral_givesWayToTheOther(String text, String image, String label) {
    assertThat(new Standard().label(annotation(text + "," + image)))
        .isEqualTo(new Labelling.Labelled(Sentiment.parse(label).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({"positive, negative", "negative, positive"})
  void standard_positiveAgainstNegative_isDropped(String text, String image) {
    assertThat(new Standard().label(annotation(text + "," + image)))
        .isEqualTo(new Labelling.Dropped(Standard.CONTRADICTION));
  }

  @Test
  void standard_majorityOfEachModality_isMerged() {
    Annotation.PerModality votes =
        annotation("positive,neutral", "positive,negative", "negative,neutral");

    assertThat(new Standard().label(votes)).isEqualTo(new Labelling.Labelled(Sentiment.POSITIVE));
  }

  @Test
  void standard_noMajorityInOneModality_isDropped() {
    Annotation.PerModality votes =
        annotation("positive,neutral", "neutral,neutral", "negative,neutral");

    assertThat(new Standard().label(votes)).isEqualTo(new Labelling.Dropped(Standard.NO_MAJORITY));
  }

  @ParameterizedTest
  @EnumSource
  void standard_oneModalityLabelled_isItsLabel(Sentiment label) {
    Annotation.PerModality textAlone =
        new Annotation.PerModality(List.of(Map.of(Modality.TEXT, label)));

    assertThat(new Standard().label(textAlone)).isEqualTo(new Labelling.Labelled(label));
  }

  /** One vote an annotator, the label of the text before that of the image. */
  private static Annotation.PerModality annotation(String... votes) {
    return new Annotation.PerModality(
        Arrays.stream(votes)
            .map(vote -> vote.split(","))
            .map(pair -> Map.of(Modality.TEXT, label(pair[0]), Modality.IMAGE, label(pair[1])))
            .toList());
  }

  private static Sentiment label(String word) {
    return Sentiment.parse(word).orElseThrow();
  }
}
