package org.covalence.significance;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test where posts come in groups, such as copies of one tweet. What a group says is the
 * number of its posts that the first system alone has right, minus the number that the second alone
 * has right; if the systems are equally good, each group says it as likely for the other side. So
 * groups are the coins, heavy ones where they are of many posts.
 *
 * <p>The p-values are exact: the chance of all ways in which the groups could have fallen. Where
 * every group is of one post they are those of {@link McNemar}. The statistic is that of Obuchowski
 * (Statistics in Medicine 17, 1998, 1495–1507), in the form that Yang, Sun and Hardin give it
 * (Biometrical Journal 52, 2010), with one degree of freedom; it weighs groups by their posts, as
 * accuracy does.
 *
 * @param groups how many groups there are
 * @param onlyFirst posts where the first system alone is right
 * @param onlySecond posts where the second system alone is right
 * @param p exact, two-sided, in (0, 1]; 1 where the groups balance
 * @param midP two-sided, what was seen counted half
 * @param statistic Obuchowski's chi-squared; 0 where no group speaks
 * @param asymptoticP the p-value of that statistic; trustworthy from some dozens of groups
 */
public record ClusteredMcNemar(
    int groups,
    int onlyFirst,
    int onlySecond,
    double p,
    double midP,
    double statistic,
    double asymptoticP) {
  /**
   * The test from what each system called each post.
   *
   * @param group the group of each post, by any number
   * @param truth the true class of each post
   * @param first what the first system called each post
   * @param second what the second system called each post
   */
  public static ClusteredMcNemar of(int[] group, int[] truth, int[] first, int[] second) {
    Map<Integer, Integer> balance = new TreeMap<>();
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean firstRight = first[i] == truth[i];
      boolean secondRight = second[i] == truth[i];
      onlyFirst += firstRight && !secondRight ? 1 : 0;
      onlySecond += secondRight && !firstRight ? 1 : 0;
      balance.merge(group[i], (firstRight ? 1 : 0) - (secondRight ? 1 : 0), Integer::sum);
    }
    Map<Integer, Integer> groupsOfWeight = new TreeMap<>();
    double squares = 0;
    for (int weight : balance.values()) {
      squares += (double) weight * weight;
      if (weight != 0) {
        groupsOfWeight.merge(Math.abs(weight), 1, Integer::sum);
      }
    }
    double sum = (double) onlyFirst - onlySecond;
    double statistic =
        squares == 0 ? 0 : sum * sum / squares * (balance.size() - 1) / balance.size();
    double[] coins = coins(groupsOfWeight);
    int fewer = (coins.length - 1 - Math.abs(onlyFirst - onlySecond)) / 2;
    double below = 0;
    for (int k = 0; k < fewer; k++) {
      below += coins[k];
    }
    boolean balanced = onlyFirst == onlySecond;
    return new ClusteredMcNemar(
        balance.size(),
        onlyFirst,
        onlySecond,
        balanced ? 1 : Math.min(1, 2 * (below + coins[fewer])),
        balanced ? 1 : 2 * below + coins[fewer],
        statistic,
        ChiSquaredDistribution.of(1).survivalProbability(statistic));
  }

  /**
   * The chance of each total weight of heads, from none to all, where each group is a fair coin of
   * its weight. Groups of one weight are binomial; the weights are folded into each other one by
   * one.
   */
  private static double[] coins(Map<Integer, Integer> groupsOfWeight) {
    double[] chances = {1};
    for (Map.Entry<Integer, Integer> entry : groupsOfWeight.entrySet()) {
      int weight = entry.getKey();
      int groups = entry.getValue();
      BinomialDistribution heads = BinomialDistribution.of(groups, 0.5);
      double[] folded = new double[chances.length + Math.multiplyExact(weight, groups)];
      for (int k = 0; k <= groups; k++) {
        double chance = heads.probability(k);
        for (int total = 0; total < chances.length; total++) {
          folded[total + k * weight] += chance * chances[total];
        }
      }
      chances = folded;
    }
    return chances;
  }
}
