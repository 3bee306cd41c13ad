package org.covalence.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Functions to be minimised whose least value is known, as {@code tools/search_reference.py} has
 * them.
 */
enum Functions {
  /** Two real parameters, three equal valleys. Least: 0.397887. */
  BRANIN(
      new SearchSpace(
          List.of(
              new Parameter("x", new Domain.Real(-5, 10, false)),
              new Parameter("y", new Domain.Real(0, 15, false))))) {
    @Override
    double value(Map<String, String> settings) {
      double x = number(settings, "x");
      double bent =
          number(settings, "y") - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
      return bent * bent + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }
  },

  /** Six real parameters. Least: -3.32237. */
  HARTMANN(
      new SearchSpace(
          List.of("x0", "x1", "x2", "x3", "x4", "x5").stream()
              .map(key -> new Parameter(key, new Domain.Real(0, 1, false)))
              .toList())) {
    @Override
    double value(Map<String, String> settings) {
      double value = 0;
      for (int i = 0; i < WEIGHTS.length; i++) {
        double distance = 0;
        for (int j = 0; j < 6; j++) {
          distance += SCALES[i][j] * Math.pow(number(settings, "x" + j) - CENTRES[i][j], 2);
        }
        value -= WEIGHTS[i] * Math.exp(-distance);
      }
      return value;
    }
  },

  /** Two families, each with parameters of its own. Least: 0, in the family lstm. */
  FAMILIES(
      new SearchSpace(
          List.of(
              new Parameter("dropout", new Domain.Real(0, 0.9, false)),
              new Parameter("family", new Domain.Choice(List.of("densenet", "lstm"))),
              of("lstm", "rate", new Domain.Real(1e-5, 1e-1, true)),
              of("lstm", "width", new Domain.Whole(16, 512, true, 1)),
              of("densenet", "depth", new Domain.Whole(4, 40, false, 4)),
              of("densenet", "share", new Domain.Real(0, 1, false))))) {
    @Override
    double value(Map<String, String> settings) {
      double value = 2 * Math.pow(number(settings, "dropout") - 0.3, 2);
      if ("lstm".equals(settings.get("family"))) {
        return value
            + 0.3 * Math.pow(Math.log10(number(settings, "rate")) + 2.5, 2)
            + 0.4 * Math.pow((Math.log(number(settings, "width")) / Math.log(2) - 7) / 3, 2);
      }
      return value
          + 0.1
          + 0.4 * Math.pow((number(settings, "depth") - 28) / 12, 2)
          + 2 * Math.pow(number(settings, "share") - 0.7, 2);
    }
  };

  private static final double[] WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] SCALES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] CENTRES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private final SearchSpace space;

  Functions(SearchSpace space) {
    this.space = space;
  }

  SearchSpace space() {
    return space;
  }

  abstract double value(Map<String, String> settings);

  private static Parameter of(String family, String key, Domain domain) {
    return new Parameter(key, domain, new TreeMap<>(Map.of("family", List.of(family))));
  }

  static double number(Map<String, String> settings, String key) {
    return Double.parseDouble(settings.getOrDefault(key, ""));
  }

  /** The best value of some trials, one after the other, each told to the sampler. */
  double best(Sampler sampler, long seed, int trials) {
    StudyPlan plan = new StudyPlan(space, Direction.MINIMISE, seed, sampler, new NoPruning());
    List<Trial> told = new java.util.ArrayList<>();
    for (int n = 0; n < trials; n++) {
      told.add(Trials.ended(n, sampler.propose(plan, n, List.copyOf(told)), this::value));
    }
    return told.stream().mapToDouble(t -> t.value().orElseThrow()).min().orElseThrow();
  }
}
