package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.label.LabelRule;
import org.covalence.label.RuledLabels;
import org.covalence.label.Sentiment;
import org.covalence.predict.PredictionLines;
import org.covalence.predict.SystemOutput;
import org.covalence.read.CorpusReader;
import org.covalence.read.Labels;
import org.covalence.read.ReadOptions;
import org.covalence.report.MetricsJson;
import org.covalence.report.ReportContent;
import org.covalence.report.TextReport;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.Groups;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Version;

/**
 * Judges predictions that any system wrote, by labels alone: neither the posts nor a model are
 * needed. What {@code compare} and {@code evaluate} do when they are given {@code --predictions}.
 */
final class FileComparison {
  private static final String SUFFIX = ".jsonl";

  private FileComparison() {}

  /** What tells these calls from those that train or load a model. */
  record FilesSpec(
      @Setting(
              about =
                  "labels to judge predictions by: a JSON Lines or CSV file with id and label, or a folder of posts")
          Optional<Path> labels,
      @Setting(
              about =
                  "prediction files of any systems, JSON Lines with id and label or probabilities; judged as they are, nothing is trained")
          List<Path> predictions) {}

  /** What they have in common with the others. */
  record JudgeSpec(
      @Setting(about = "file of post ids to judge on, one a line (default: every labelled post)")
          Optional<Path> testIds,
      @Setting(
              about =
                  "draw and exchange copies of posts together; the labels must be those of posts",
              value = "false")
          boolean groupDuplicates,
      @Setting(about = "folder to write metrics, table and report to") Optional<Path> out,
      @Setting(about = "where resampling starts from", value = "1") long seed,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  /** Whether the settings ask for this instead of a training or a model. */
  static boolean isMeant(Settings settings) {
    return settings.has("predictions") || settings.has("labels");
  }

  static void run(Settings settings, Console console) {
    FilesSpec files = Specs.read(FilesSpec.class, "", settings);
    JudgeSpec judge = Specs.read(JudgeSpec.class, "", settings);
    LabelSpec reading = Specs.read(LabelSpec.class, "", settings);
    MeasureSpec measure = Specs.read(MeasureSpec.class, "", settings);
    Optional<Path> report = Specs.read(ReportSpec.class, "", settings).report();
    settings.finish();
    Path labels =
        files
            .labels()
            .orElseThrow(
                () ->
                    CovalenceException.usage(
                        "expected labels to judge the predictions by, found none",
                        "--labels",
                        "name a JSON Lines or CSV file with id and label, or a folder of posts"));
    if (files.predictions().isEmpty()) {
      throw CovalenceException.usage(
          "expected prediction files, found none",
          "--predictions",
          "name one or more, separated by spaces");
    }
    judge.out().ifPresent(RunFolder::checkReplaceable);
    report.ifPresent(ReportPage::checkReplaceable);
    ReadOptions options = Posts.options(reading);
    LabelRule rule = Posts.rule(reading.labelRule(), options);
    Map<String, Sentiment> truth = truth(labels, options, rule, judge, console);
    Protocol protocol = protocol(rule, truth, judge, measure);
    if (judge.groupDuplicates()) {
      protocol = protocol.with(groups(labels, options, threads(judge), console));
    }
    List<Evaluation> evaluations = new ArrayList<>();
    files.predictions().forEach(file -> requireFile(file));
    Map<Path, String> names = names(files.predictions());
    for (Path file : files.predictions()) {
      String name = names.getOrDefault(file, file.toString());
      evaluations.add(
          Evaluation.of(
              protocol,
              name,
              judge.seed(),
              Scored.of("test", truth, SystemOutput.read(file), file.toString())));
    }
    Comparison comparison = Comparison.of(evaluations);
    ReportContent content =
        new ReportContent(
            comparison,
            List.of(),
            ReportPage.mistakes(comparison, List.of(), false),
            List.of(),
            Provenance.ofReport(labels, threads(judge)),
            judge.out().isPresent() ? RunFolder.AGAIN : console.commandLine());
    judge
        .out()
        .ifPresent(
            out ->
                RunFolder.write(
                    out,
                    Map.of(),
                    content,
                    ConfigFile.write(files, judge, reading, measure),
                    Provenance.of(
                        "compare",
                        comparison.signature(),
                        labels.toString(),
                        threads(judge),
                        console)));
    report.ifPresent(file -> ReportPage.write(file, content));
    console.result(MetricsJson.document(comparison), TextReport.of(comparison));
    judge.out().ifPresent(out -> console.say("metrics, table and report are in " + out));
    report.ifPresent(file -> console.say("the report is in " + file));
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CovalenceException.data(
          "expected a file of predictions, found " + (Files.exists(file) ? "a folder" : "nothing"),
          file.toString(),
          "check the path");
    }
  }

  /** The label of each post to judge on, in the order of the labels. */
  private static Map<String, Sentiment> truth(
      Path source, ReadOptions options, LabelRule rule, JudgeSpec judge, Console console) {
    Labels labels = Labels.read(source, options);
    console.findings(labels.findings());
    if (Files.isRegularFile(source) && PredictionLines.begin(source)) {
      console.say(
          source
              + " holds predictions; their labels are taken for the truth, so the scores tell how"
              + " far systems agree with it, not how often they are right");
    }
    RuledLabels ruled = RuledLabels.of(labels.annotations(), rule);
    ruled
        .dropped()
        .forEach(
            (reason, ids) -> console.say("the rule dropped " + ids.size() + " posts: " + reason));
    Map<String, Sentiment> truth = new LinkedHashMap<>(ruled.labels());
    judge
        .testIds()
        .ifPresent(
            file -> truth.keySet().retainAll(Posts.wanted(file, ruled.labels().keySet(), console)));
    if (truth.isEmpty()) {
      throw CovalenceException.data(
          "there is no labelled post to judge on",
          source.toString(),
          "check the labels, the label rule and the ids");
    }
    return truth;
  }

  /** Copies among the posts themselves, which must be there to be looked at. */
  private static Groups groups(Path posts, ReadOptions options, int threads, Console console) {
    return Posts.duplicates(CorpusReader.read(posts, options).posts(), true, threads, console)
        .together();
  }

  private static int threads(JudgeSpec judge) {
    return judge.threads().orElse(Runtime.getRuntime().availableProcessors());
  }

  private static Protocol protocol(
      LabelRule rule, Map<String, Sentiment> truth, JudgeSpec judge, MeasureSpec measure) {
    ContentHash hash = new ContentHash().add("labels");
    new TreeMap<>(truth).forEach((id, label) -> hash.add(id).add(label.label()));
    return new Protocol(
        Sentiment.NAMES,
        rule.name(),
        judge.testIds().map(f -> "ids:" + f.getFileName()).orElse("all"),
        hash.hex(),
        Version.current(),
        measure.bootstrap(judge.seed(), threads(judge)),
        measure.interval(),
        Groups.NONE);
  }

  /** A file's name without its ending; with its folder where two files have the same. */
  private static Map<Path, String> names(List<Path> files) {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Path file : files) {
      String own = stem(file);
      boolean unique = files.stream().filter(f -> stem(f).equals(own)).count() == 1;
      names.put(file, unique ? own : file.toString());
    }
    return names;
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
