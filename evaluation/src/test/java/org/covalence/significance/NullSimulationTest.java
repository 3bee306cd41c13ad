package org.covalence.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.covalence.evaluation.Simulated.POSTS;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.FDistribution;
import org.covalence.evaluation.Simulated;
import org.covalence.interval.Bootstrap;
import org.covalence.interval.Cells;
import org.covalence.interval.Clusters;
import org.covalence.interval.Scores;
import org.covalence.power.McNemarPower;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often each test claims a difference between systems that are equally good. 2,000 pairs tell a
 * share of 0.05 to within 0.016: 3.3 standard errors, which a right test leaves once in a thousand
 * seeds, and the seeds are fixed.
 */
@Tag("long")
class NullSimulationTest {
  private static final double LEVEL = 0.05;
  private static final double ERROR = 0.016;
  private static final double SKILL = 0.5;

  private static Simulated equals(int pair) {
    return Simulated.of(Simulated.random("equals", pair), SKILL, SKILL);
  }

  private static Simulated copies(int pair) {
    return Simulated.ofCopies(Simulated.random("copies", pair), 4, SKILL, SKILL);
  }

  private static McNemar mcNemar(Simulated posts) {
    return McNemar.exact(posts.truth(), posts.called()[0], posts.called()[1]);
  }

  @Test
  void exactMcNemar_claimsLessThanItsLevel_justAsOftenAsItsPowerFormulaSays() {
    double claimed = Simulated.share(pair -> mcNemar(equals(pair)).p() < LEVEL);
    double discordant = 0;
    for (int pair = 0; pair < 100; pair++) {
      discordant += mcNemar(equals(pair)).discordant() / (100.0 * POSTS);
    }
    double expected = new McNemarPower(LEVEL).of(POSTS, discordant, 0);
    assertThat(expected).isBetween(0.03, 0.05);
    assertThat(claimed).isCloseTo(expected, within(ERROR));
  }

  @Test
  void midP_claimsAtItsLevel() {
    assertThat(Simulated.share(pair -> mcNemar(equals(pair)).midP() < LEVEL))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void cochransQ_claimsAtItsLevel() {
    assertThat(
            Simulated.share(
                pair -> {
                  Simulated posts =
                      Simulated.of(Simulated.random("null", pair), SKILL, SKILL, SKILL);
                  return CochransQ.of(posts.truth(), posts.called()).p() < LEVEL;
                }))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void randomisationOfMacroF1_claimsAtItsLevel() {
    // With 199 rounds, p is at most 0.05 with a chance of exactly 10 in 200.
    assertThat(
            Simulated.share(
                pair -> {
                  Simulated posts = equals(pair);
                  Cells cells = Cells.of(posts.truth(), posts.called()[0], posts.called()[1]);
                  return new Randomisation(199, pair, 1)
                          .test(cells, 1, 2, Scores::differences)
                          .get(1)
                          .p()
                      <= LEVEL;
                }))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void pairedBootstrapOfMacroF1_excludesZeroAtItsLevel() {
    assertThat(
            Simulated.share(
                pair -> {
                  Simulated posts = equals(pair);
                  Cells cells = Cells.of(posts.truth(), posts.called()[0], posts.called()[1]);
                  return !new Bootstrap(500, 1 - LEVEL, pair, 1)
                      .estimates(cells.counts(), counts -> Scores.differences(cells, counts))
                      .get(1)
                      .covers(0);
                }))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void clusteredTests_claimAtTheirLevelOnCopies_whereMcNemarClaimsTooOften() {
    assertThat(Simulated.share(pair -> mcNemar(copies(pair)).p() < LEVEL)).isGreaterThan(0.1);
    ClusteredMcNemar[] tests = new ClusteredMcNemar[Simulated.PAIRS];
    Arrays.setAll(
        tests,
        pair -> {
          Simulated posts = copies(pair);
          return ClusteredMcNemar.of(
              posts.group(), posts.truth(), posts.called()[0], posts.called()[1]);
        });
    assertThat(Simulated.share(pair -> tests[pair].p() < LEVEL)).isCloseTo(LEVEL, within(ERROR));
    assertThat(Simulated.share(pair -> tests[pair].midP() < LEVEL)).isCloseTo(LEVEL, within(ERROR));
    assertThat(Simulated.share(pair -> tests[pair].asymptoticP() < LEVEL))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void randomisationOfGroups_claimsAtItsLevelOnCopies() {
    assertThat(
            Simulated.share(
                pair -> {
                  Simulated posts = copies(pair);
                  Clusters clusters =
                      Clusters.of(
                          posts.group(), posts.truth(), posts.called()[0], posts.called()[1]);
                  return new Randomisation(199, pair, 1)
                          .test(clusters, 1, 2, Scores::differences)
                          .get(1)
                          .p()
                      <= LEVEL;
                }))
        .isCloseTo(LEVEL, within(ERROR));
  }

  /** Differences of ten folds, alike as far as the folds share training posts. */
  private static double[] folds(Random random, double alike) {
    double common = Math.sqrt(alike) * random.nextGaussian();
    return random
        .doubles(10)
        .map(u -> common + Math.sqrt(1 - alike) * random.nextGaussian())
        .toArray();
  }

  @Test
  void correctedT_claimsAtItsLevelOnFoldsThatShareTrainingPosts_whereWilcoxonClaimsTooOften() {
    double[] zero = new double[10];
    assertThat(
            Simulated.share(
                pair ->
                    CorrectedResampledT.of(
                                folds(Simulated.random("null", pair), 0.1), zero, 405, 45)
                            .p()
                        < LEVEL))
        .isCloseTo(LEVEL, within(ERROR));
    assertThat(
            Simulated.share(
                pair -> Wilcoxon.of(folds(Simulated.random("null", pair), 0.1), zero).p() < LEVEL))
        .isGreaterThan(0.1);
  }

  @Test
  void wilcoxon_claimsAtItsLevelOnDifferencesThatShareNothing() {
    // The nearest level that ten ranks can have is 0.0488.
    assertThat(
            Simulated.share(
                pair ->
                    Wilcoxon.of(folds(Simulated.random("null", pair), 0), new double[10]).p()
                        < LEVEL))
        .isCloseTo(LEVEL, within(ERROR));
  }

  @Test
  void fiveByTwo_claimsLessThanItsLevelOnDifferencesThatShareNothing() {
    // Then twice the statistic less one has the F distribution with 5 and 5 degrees of freedom.
    double critical = FDistribution.of(10, 5).inverseSurvivalProbability(LEVEL);
    double expected = FDistribution.of(5, 5).survivalProbability(2 * critical - 1);
    assertThat(expected).isBetween(0.01, 0.03);
    assertThat(
            Simulated.share(
                pair -> {
                  double[] d = folds(Simulated.random("null", pair), 0);
                  double[][] cuts = new double[5][];
                  Arrays.setAll(cuts, i -> new double[] {d[2 * i], d[2 * i + 1]});
                  return FiveByTwo.of(cuts, new double[5][2]).p() < LEVEL;
                }))
        .isCloseTo(expected, within(ERROR));
  }

  @Test
  void stochasticOrder_ofFiveSeeds_claimsAtTheLevelBelowAFifth_andTooOftenBelowOneHalf() {
    double[] bounds = new double[Simulated.PAIRS];
    Arrays.setAll(
        bounds,
        pair -> {
          Random random = Simulated.random("null", pair);
          double[] first = random.doubles(5).map(u -> random.nextGaussian()).toArray();
          double[] second = random.doubles(5).map(u -> random.nextGaussian()).toArray();
          return StochasticOrder.of(first, second, 1 - LEVEL, 1, pair).epsilonMin();
        });
    assertThat(Simulated.share(pair -> bounds[pair] < 0.2)).isCloseTo(LEVEL, within(ERROR));
    assertThat(Simulated.share(pair -> bounds[pair] < 0.5)).isGreaterThan(0.15);
  }
}
