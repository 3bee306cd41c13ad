package org.covalence.search;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.covalence.search.Trial.State;
import org.covalence.spec.Seeds;

/**
 * The tree-structured Parzen estimator (Bergstra et al., NeurIPS 2011), multivariate (Falkner et
 * al., ICML 2018), with the components that Watanabe's study settles on (arXiv 2304.11127, 2023).
 * Two densities are fitted: l to the settings of the best tenth of the trials, g to the rest.
 * Candidates are drawn from l, and the one with the largest l/g is proposed, which maximises the
 * expected improvement (Bergstra et al., equation 8).
 *
 * <p>Parameters that occur together form a group with densities of its own, fitted to the trials
 * that have them. Groups are proposed from the top: what is chosen decides which groups follow.
 *
 * @param startup how many trials must have ended or been pruned before anything is learnt from
 *     them; up to then proposals are those of {@link RandomSearch}
 * @param candidates how many are drawn for each proposal
 * @param liar whether running trials count as bad ones until they end; without it, trials that run
 *     beside each other resemble each other
 */
public record Tpe(int startup, int candidates, boolean liar) implements Sampler {
  public Tpe {
    if (startup < 1 || candidates < 1) {
      throw new IllegalArgumentException(
          "expected trials and candidates, found " + startup + " and " + candidates);
    }
  }

  /** Ten trials by chance, 24 candidates, running trials counted as bad. */
  public Tpe() {
    this(10, 24, true);
  }

  @Override
  public Map<String, String> propose(StudyPlan plan, int number, List<Trial> told) {
    long learntFrom =
        told.stream().filter(t -> t.state() == State.ENDED || t.state() == State.PRUNED).count();
    if (learntFrom < startup) {
      return new RandomSearch().propose(plan, number, told);
    }
    Map<String, Double> positions = new HashMap<>();
    Map<String, String> chosen = new LinkedHashMap<>();
    for (List<Parameter> group : plan.space().groups()) {
      if (group.get(0).isActive(chosen)) {
        // Cut within the group: a family that never came to the best tenth of all would else have
        // no good trials, and be tried by chance for ever.
        TrialSplit split = TrialSplit.of(having(group, told), plan.direction(), liar);
        double[] point = best(plan.seed(), number, group, split);
        for (int p = 0; p < point.length; p++) {
          Parameter parameter = group.get(p);
          positions.put(parameter.key(), point[p]);
          chosen.put(parameter.key(), parameter.domain().text(point[p]));
        }
      }
    }
    return plan.space().settings(p -> positions.getOrDefault(p.key(), Double.NaN));
  }

  private double[] best(long seed, int number, List<Parameter> group, TrialSplit split) {
    String keys = group.stream().map(Parameter::key).collect(Collectors.joining(","));
    SplittableRandom random = new Seeds(seed).stream("search/" + number + "/tpe/" + keys);
    ParzenMixture good = new ParzenMixture(group, split.good());
    ParzenMixture bad = new ParzenMixture(group, split.bad());
    double[] best = good.draw(random);
    double most = good.logDensity(best) - bad.logDensity(best);
    for (int c = 1; c < candidates; c++) {
      double[] point = good.draw(random);
      double ratio = good.logDensity(point) - bad.logDensity(point);
      if (ratio > most) {
        best = point;
        most = ratio;
      }
    }
    return best;
  }

  private static List<Trial> having(List<Parameter> group, List<Trial> trials) {
    return trials.stream().filter(t -> t.settings().containsKey(group.get(0).key())).toList();
  }

  @Override
  public String signature() {
    return "tpe, startup " + startup + ", candidates " + candidates + (liar ? ", liar" : "");
  }
}
