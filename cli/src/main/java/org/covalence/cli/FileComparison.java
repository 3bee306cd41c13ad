package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.MeasureSpec;
import org.covalence.compare.Protocol;
import org.covalence.compare.Scored;
import org.covalence.label.Annotation;
import org.covalence.label.LabelRule;
import org.covalence.label.LabelRule.Labelling;
import org.covalence.label.Sentiment;
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
import org.covalence.split.IdList;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
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
      @Setting(about = "how annotations become one label", value = "standard") String labelRule,
      @Setting(
              about =
                  "what other label words mean: a file of \"word: negative, neutral, positive or drop\" lines, or five-level or emotions")
          Optional<Path> labelMap,
      @Setting(about = "layout of the labels: mvsa, jsonl or csv (default: recognised)")
          Optional<String> layout,
      @Setting(about = "character encoding of the labels (default: the layout's own)")
          Optional<String> encoding,
      @Setting(about = "stop at the first record that cannot be used", value = "false")
          boolean strict,
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
    ReadOptions options =
        Posts.options(judge.layout(), judge.encoding(), judge.strict(), judge.labelMap());
    LabelRule rule = Posts.rule(judge.labelRule()).readBy(options.labels());
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
              protocol, name, judge.seed(), scored(truth, SystemOutput.read(file), file)));
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
                    ConfigFile.write(files, judge, measure),
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
    Map<String, Sentiment> truth = new LinkedHashMap<>();
    Map<String, Integer> dropped = new TreeMap<>();
    for (Map.Entry<String, Annotation> entry : labels.annotations().entrySet()) {
      Labelling labelling = rule.label(entry.getValue());
      if (labelling instanceof Labelling.Labelled labelled) {
        truth.put(entry.getKey(), labelled.label());
      } else if (labelling instanceof Labelling.Dropped drop) {
        dropped.merge(drop.reason(), 1, Integer::sum);
      }
    }
    dropped.forEach(
        (reason, posts) -> console.say("the rule dropped " + posts + " posts: " + reason));
    judge.testIds().ifPresent(file -> truth.keySet().retainAll(wanted(file, truth, console)));
    if (truth.isEmpty()) {
      throw CovalenceException.data(
          "there is no labelled post to judge on",
          source.toString(),
          "check the labels, the label rule and the ids");
    }
    return truth;
  }

  private static Set<String> wanted(Path file, Map<String, Sentiment> truth, Console console) {
    Set<String> ids = IdList.read(file).ids();
    List<String> strays = ids.stream().filter(id -> !truth.containsKey(id)).toList();
    if (!strays.isEmpty()) {
      console.say("no labelled post is called " + Excerpt.ids(strays) + ", as " + file + " asks");
    }
    return ids;
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

  private static Scored scored(Map<String, Sentiment> truth, SystemOutput output, Path file) {
    Map<String, SystemOutput.Answer> answers = new HashMap<>();
    output.answers().forEach(answer -> answers.put(answer.id(), answer));
    requireSamePosts(truth, answers, output.failed(), file);
    List<String> ids = List.copyOf(truth.keySet());
    List<SystemOutput.Answer> inOrder = ids.stream().map(answers::get).toList();
    return Scored.of(
        "test",
        ids,
        truth.values().stream().mapToInt(Enum::ordinal).toArray(),
        inOrder.stream().mapToInt(answer -> answer.label().ordinal()).toArray(),
        output.hasProbabilities()
            ? Optional.of(
                inOrder.stream()
                    .map(answer -> answer.probabilities().orElseThrow())
                    .map(p -> p.stream().mapToDouble(Double::doubleValue).toArray())
                    .toArray(double[][]::new))
            : Optional.empty());
  }

  private static void requireSamePosts(
      Map<String, Sentiment> truth,
      Map<String, SystemOutput.Answer> answers,
      List<String> failed,
      Path file) {
    List<String> missing = truth.keySet().stream().filter(id -> !answers.containsKey(id)).toList();
    List<String> extra =
        answers.keySet().stream().filter(id -> !truth.containsKey(id)).sorted().toList();
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      long told = missing.stream().filter(failed::contains).count();
      faults.add(
          missing.size()
              + " labelled posts without a prediction"
              + (told > 0 ? " (" + told + " of them failed)" : "")
              + ": "
              + Excerpt.ids(missing));
    }
    if (!extra.isEmpty()) {
      faults.add(extra.size() + " predictions without a label: " + Excerpt.ids(extra));
    }
    if (!faults.isEmpty()) {
      throw CovalenceException.data(
          "expected a prediction for each of "
              + truth.size()
              + " labelled posts and no other, found "
              + String.join("; ", faults),
          file.toString(),
          "predict the missing posts, or name the ids to judge on with --test-ids");
    }
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
