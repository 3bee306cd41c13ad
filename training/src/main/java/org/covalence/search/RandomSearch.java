package org.covalence.search;

import java.util.List;
import java.util.Map;
import org.covalence.spec.Seeds;

/**
 * Settings by chance, whatever is told (Bergstra and Bengio, JMLR 13, 2012). Each parameter draws
 * from a stream of its own, so that a parameter more does not shift the others.
 */
public record RandomSearch() implements Sampler {
  @Override
  public Map<String, String> propose(StudyPlan plan, int number, List<Trial> told) {
    Seeds seeds = new Seeds(plan.seed());
    return plan.space()
        .settings(p -> p.domain().draw(seeds.stream("search/" + number + "/" + p.key())));
  }

  @Override
  public String signature() {
    return "random";
  }
}
