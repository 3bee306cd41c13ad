package org.covalence.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.covalence.report.SearchContent;
import org.covalence.search.Domain;
import org.covalence.search.Importance;
import org.covalence.search.Parameter;
import org.covalence.search.Study;
import org.covalence.search.Trial;

/** What a study holds, as a report wants it told. */
final class SearchStory {
  private SearchStory() {}

  /**
   * Trials that run, or were killed, are left out.
   *
   * @param facts how it was searched
   * @param command what trains the best settings
   */
  static SearchContent of(Study study, String goal, Map<String, String> facts, String command) {
    List<Trial> over =
        study.trials().stream().filter(t -> t.state() != Trial.State.RUNNING).toList();
    Map<String, String> about = study.plan().space().about();
    return new SearchContent(
        goal,
        study.plan().space().parameters().stream()
            .map(p -> parameter(p, about.getOrDefault(p.key(), "")))
            .toList(),
        over.stream().map(SearchStory::trial).toList(),
        Importance.of(study.plan().space(), study.plan().direction(), over)
            .map(i -> new SearchContent.Importance(i.shares(), i.trials(), i.best())),
        facts,
        command);
  }

  private static SearchContent.Parameter parameter(Parameter parameter, String about) {
    return new SearchContent.Parameter(parameter.key(), about, scale(parameter.domain()));
  }

  private static SearchContent.Scale scale(Domain domain) {
    if (domain instanceof Domain.Real real) {
      return new SearchContent.Numbers(real.low(), real.high(), real.log());
    }
    if (domain instanceof Domain.Whole whole) {
      return new SearchContent.Numbers(whole.low(), whole.high(), whole.log());
    }
    return new SearchContent.Words(((Domain.Choice) domain).words());
  }

  private static SearchContent.Trial trial(Trial trial) {
    Optional<Map.Entry<Integer, Double>> last =
        trial.reports().entrySet().stream().reduce((before, after) -> after);
    SearchContent.State state =
        switch (trial.state()) {
          case ENDED -> SearchContent.State.ENDED;
          case PRUNED -> SearchContent.State.PRUNED;
          case FAILED, RUNNING -> SearchContent.State.FAILED;
        };
    OptionalDouble onTheWay =
        last.filter(report -> state == SearchContent.State.PRUNED)
            .map(report -> OptionalDouble.of(report.getValue()))
            .orElse(OptionalDouble.empty());
    return new SearchContent.Trial(
        trial.number(),
        state,
        trial.settings(),
        trial.value().isPresent() ? trial.value() : onTheWay,
        last.map(Map.Entry::getKey).orElse(0),
        trial.reason());
  }
}
