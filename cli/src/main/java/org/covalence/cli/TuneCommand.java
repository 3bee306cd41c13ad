package org.covalence.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.covalence.duplicate.Duplicates;
import org.covalence.report.SearchContent;
import org.covalence.report.SearchReport;
import org.covalence.search.Direction;
import org.covalence.search.SearchSpace;
import org.covalence.search.Study;
import org.covalence.search.StudyPlan;
import org.covalence.search.Trial;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Split;
import org.covalence.store.CovalenceException;
import org.covalence.train.Objective;

/** Searches over settings, by trainings that are scored on the validation part. */
final class TuneCommand implements Command {
  @Override
  public String name() {
    return "tune";
  }

  @Override
  public String about() {
    return "Search for settings that do best on the validation part; the test part is set aside, and no trial sees it.";
  }

  @Override
  public String example() {
    return "covalence tune --data MVSA_Single --preset fast \\\n"
        + "    --image-encoder efficientnet-lite0.onnx --trials 50 --out runs/tuned";
  }

  @Override
  public List<Declared> settings() {
    List<Declared> settings = new ArrayList<>(Declared.of(TuneSpec.class, ""));
    settings.addAll(Declared.of(Preset.PresetSpec.class, ""));
    settings.addAll(ExperimentSpec.declared());
    return settings;
  }

  @Override
  public String whenStopped() {
    return "the same call goes on from the trials that are over; with fewer --trials it ends with them";
  }

  @Override
  public void run(Settings settings, Console console) {
    TuneSpec tune = Specs.read(TuneSpec.class, "", settings);
    Preset.fill(settings);
    SearchSpace space = TuneSpace.of(tune.space(), settings::has);
    List<String> keys = ExperimentSpec.declared().stream().map(Declared::key).toList();
    // Before anything is read of it: reading an encoder sets what its name stands for.
    Settings own = settings.only(keys);
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    StudyFolder folder = StudyFolder.at(tune.out());
    Split split = split(spec, console);
    folder.keep(circumstances(tune, space, spec, split));
    StudyPlan plan =
        new StudyPlan(
            space,
            Direction.MAXIMISE,
            spec.run().seed(),
            tune.sampler().sampler(),
            tune.pruning().pruning());
    try (Study study = Study.open(folder.study(), plan)) {
      console.findings(study.findings());
      Objective objective = objective(tune, spec, split, console);
      new Search(study, objective, own, tune, spec.run().threadCount(), console).run();
      conclude(folder, study, tune, own, spec, split, console);
    }
  }

  private static Split split(ExperimentSpec spec, Console console) {
    spec.split().requireOneSource();
    LabelledCorpus corpus = Posts.labelled(spec.split(), console);
    Duplicates duplicates =
        Posts.duplicates(spec.split(), corpus, spec.run().threadCount(), console);
    Split split = Posts.split(spec.split(), corpus, duplicates, spec.run().seed(), console);
    console.say(
        "the "
            + split.test().posts().size()
            + " posts to test on are set aside: no trial sees them");
    return split;
  }

  /** What trials are measured by; from here on there is no test part. */
  private static Objective objective(
      TuneSpec tune, ExperimentSpec spec, Split split, Console console) {
    Objective objective = new Objective(split.training(), split.validation(), tune.metric());
    console.findings(
        Posts.withBars(console, used(split).size(), progress -> objective.prepare(spec, progress)));
    objective.remarks(spec).forEach(console::say);
    return objective;
  }

  private static List<LabelledPost> used(Split split) {
    return Stream.concat(split.training().posts().stream(), split.validation().posts().stream())
        .toList();
  }

  /** All that a trial depends on beside its own settings and what the study itself keeps. */
  private static Map<String, String> circumstances(
      TuneSpec tune, SearchSpace space, ExperimentSpec spec, Split split) {
    Map<String, String> circumstances = Circumstances.of(spec, used(split));
    space.parameters().forEach(p -> circumstances.remove(p.key()));
    circumstances.put("metric", tune.metric().title());
    return circumstances;
  }

  private static void conclude(
      StudyFolder folder,
      Study study,
      TuneSpec tune,
      Settings own,
      ExperimentSpec spec,
      Split split,
      Console console) {
    Trial best = study.best().orElseThrow(() -> noneEnded(study, tune));
    String command = "covalence train --config " + folder.best() + " --out models/MODEL";
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("sampler", study.plan().sampler().signature());
    facts.put("pruning", study.plan().pruning().signature());
    facts.put("seed", Long.toString(study.plan().seed()));
    facts.put("posts fitted on", Integer.toString(split.training().posts().size()));
    facts.put("posts validated on", Integer.toString(split.validation().posts().size()));
    facts.put("posts set aside", Integer.toString(split.test().posts().size()));
    facts.put("split", split.description());
    facts.putAll(Provenance.ofReport(spec.split().data(), spec.run().threadCount()));
    SearchContent content = SearchStory.of(study, tune.metric().title(), facts, command);
    folder.write(content, TrainCommand.absolute(Search.spec(own, best)));
    console.result(SearchReport.document(content), SearchReport.text(content));
    console.say("the search is in " + tune.out() + "; this trains a model with its best settings:");
    console.show(command);
  }

  private static CovalenceException noneEnded(Study study, TuneSpec tune) {
    String reason =
        study.trials().stream()
            .map(Trial::reason)
            .filter(r -> !r.isEmpty())
            .findFirst()
            .map(r -> "; the first failed: " + r)
            .orElse("");
    return CovalenceException.usage(
        "none of " + study.trials().size() + " trials came to a value" + reason,
        tune.out().toString(),
        "correct the space of the search, or give it more --trials");
  }
}
