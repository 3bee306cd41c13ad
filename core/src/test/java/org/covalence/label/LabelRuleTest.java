package org.covalence.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.covalence.label.LabelRule.AgreementOnly;
import org.covalence.label.LabelRule.Labelling;
import org.covalence.label.LabelRule.Standard;
import org.covalence.post.Modality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  static Stream<Arguments> wholes() {
    return Stream.of(
        Arguments.of(new Standard(), Optional.empty()),
        Arguments.of(new LabelRule.MajorityOfAll(), Optional.empty()),
        Arguments.of(new AgreementOnly(), Optional.of(AgreementOnly.UNKNOWN)),
        Arguments.of(
            new LabelRule.OwnLabel(Modality.TEXT),
            Optional.of(new LabelRule.OwnLabel(Modality.TEXT).noLabel())),
        Arguments.of(
            new LabelRule.OwnLabel(Modality.IMAGE),
            Optional.of(new LabelRule.OwnLabel(Modality.IMAGE).noLabel())));
  }

  /** A label of the whole post says nothing of its parts. */
  @ParameterizedTest
  @MethodSource("wholes")
  void label_ofTheWholePost_staysWhereTheRuleAsksForNoOther(
      LabelRule rule, Optional<String> dropped) {
    for (Sentiment label : Sentiment.values()) {
      Labelling expected =
          dropped.<Labelling>map(Labelling.Dropped::new).orElse(new Labelling.Labelled(label));
      assertThat(rule.label(new Annotation.Merged(label))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void label_setAsideByTheMap_isDropped(LabelRule rule) {
    assertThat(rule.label(new Annotation.SetAside()))
        .isEqualTo(new Labelling.Dropped(LabelRule.SET_ASIDE));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void readBy_aMap_namesBothAndLabelsAsBefore(LabelRule rule) {
    LabelMap map = new LabelMap("own", new TreeMap<>(Map.of("good", LabelMap.Target.POSITIVE)));
    Annotation.PerModality votes = annotation("positive,neutral");

    assertThat(rule.readBy(map).name()).matches(rule.name() + "\\+own@[0-9a-f]{8}");
    assertThat(rule.readBy(map).label(votes)).isEqualTo(rule.label(votes));
    assertThat(rule.readBy(LabelMap.NONE)).isEqualTo(rule);
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

    assertThat(new Standard().label(votes)).isEqualTo(new Labelling.Dropped(LabelRule.NO_MAJORITY));
  }

  @ParameterizedTest
  @EnumSource
  void standard_oneModalityLabelled_isItsLabel(Sentiment label) {
    Annotation.PerModality textAlone =
        new Annotation.PerModality(List.of(Map.of(Modality.TEXT, label)));

    assertThat(new Standard().label(textAlone)).isEqualTo(new Labelling.Labelled(label));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "positive,positive | positive",
        "positive,neutral | neutral",
        "positive,negative | neutral",
        "positive,negative neutral,neutral negative,positive | neutral",
        "positive,positive neutral,neutral negative,positive | positive",
        "positive,negative positive,negative negative,neutral | negative",
        "negative,negative neutral,neutral positive,positive | neutral",
        "negative,negative negative,positive positive,positive | neutral"
      })
  void majorityOfAll_countsVotesOfBothModalitiesAndATieIsNeutral(String votes, String label) {
    assertThat(new LabelRule.MajorityOfAll().label(annotation(votes.split(" "))))
        .isEqualTo(new Labelling.Labelled(label(label)));
  }

  @Test
  void majorityOfAll_needsOnlyTheMostVotesAndNotMoreThanHalf() {
    Annotation.PerModality votes =
        annotation("positive,positive", "positive,neutral", "neutral,negative");

    assertThat(new LabelRule.MajorityOfAll().label(votes))
        .isEqualTo(new Labelling.Labelled(Sentiment.POSITIVE));
  }

  @ParameterizedTest
  @CsvSource({"positive, neutral", "negative, positive", "neutral, negative"})
  void agreementOnly_differentLabels_areDropped(String text, String image) {
    assertThat(new AgreementOnly().label(annotation(text + "," + image)))
        .isEqualTo(new Labelling.Dropped(AgreementOnly.DISAGREEMENT));
  }

  @Test
  void agreementOnly_ofSeveralAnnotators_comparesTheMajorities() {
    assertThat(
            new AgreementOnly()
                .label(annotation("positive,neutral", "positive,positive", "neutral,positive")))
        .isEqualTo(new Labelling.Labelled(Sentiment.POSITIVE));
    assertThat(
            new AgreementOnly()
                .label(annotation("positive,neutral", "neutral,positive", "negative,positive")))
        .isEqualTo(new Labelling.Dropped(LabelRule.NO_MAJORITY));
  }

  @ParameterizedTest
  @EnumSource
  void ownLabel_isThatOfItsModalityAlone(Sentiment label) {
    Annotation.PerModality textFirst = annotation(label.label() + ",neutral");
    Annotation.PerModality imageFirst = annotation("neutral," + label.label());

    assertThat(new LabelRule.OwnLabel(Modality.TEXT).label(textFirst))
        .isEqualTo(new Labelling.Labelled(label));
    assertThat(new LabelRule.OwnLabel(Modality.IMAGE).label(imageFirst))
        .isEqualTo(new Labelling.Labelled(label));
  }

  @Test
  void ownLabel_withoutAMajorityInItsModality_isDropped() {
    Annotation.PerModality votes =
        annotation("positive,neutral", "neutral,neutral", "negative,neutral");

    assertThat(new LabelRule.OwnLabel(Modality.TEXT).label(votes))
        .isEqualTo(new Labelling.Dropped(LabelRule.NO_MAJORITY));
    assertThat(new LabelRule.OwnLabel(Modality.IMAGE).label(votes))
        .isEqualTo(new Labelling.Labelled(Sentiment.NEUTRAL));
  }

  @Test
  void oneModalityLabelled_isTooLittleForRulesThatAskForTheOther() {
    Annotation.PerModality textAlone =
        new Annotation.PerModality(List.of(Map.of(Modality.TEXT, Sentiment.POSITIVE)));

    assertThat(new LabelRule.OwnLabel(Modality.TEXT).label(textAlone))
        .isEqualTo(new Labelling.Labelled(Sentiment.POSITIVE));
    assertThat(new LabelRule.OwnLabel(Modality.IMAGE).label(textAlone))
        .isEqualTo(new Labelling.Dropped(new LabelRule.OwnLabel(Modality.IMAGE).noLabel()));
    assertThat(new AgreementOnly().label(textAlone))
        .isEqualTo(new Labelling.Dropped(AgreementOnly.UNKNOWN));
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
