package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.covalence.image.DecodeLimits;
import org.covalence.image.ImageDecoder;
import org.covalence.inspect.Duplicates;
import org.covalence.inspect.Inspection;
import org.covalence.inspect.ModalityCounts;
import org.covalence.label.LabelRule;
import org.covalence.label.Sentiment;
import org.covalence.post.Content;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.read.Corpus;
import org.covalence.read.CorpusReader;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.CovalenceException;

/** Tells what is in some data, before anything is trained on it. */
final class InspectCommand implements Command {
  private static final int IDS_SHOWN = 8;
  private static final int FINDINGS_SHOWN = 20;

  /** What an inspection asks for. */
  record InspectSpec(
      @Setting(about = "folder or file with the posts: an MVSA folder, JSON Lines or CSV")
          Path data,
      @Setting(about = "how annotations become one label", value = "standard") String labelRule,
      @Setting(about = "layout of the data: mvsa, jsonl or csv (default: recognised)")
          Optional<String> layout,
      @Setting(about = "character encoding of the texts (default: the layout's own)")
          Optional<String> encoding,
      @Setting(about = "stop at the first bad post", value = "false") boolean strict,
      @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
          Optional<Integer> threads) {}

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String about() {
    return "Tell what is in a folder of posts: counts, labels, what a label rule drops, duplicates, and everything odd.";
  }

  @Override
  public String example() {
    return "covalence inspect --data MVSA_Single";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(InspectSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    InspectSpec spec = Specs.read(InspectSpec.class, "", settings);
    settings.finish();
    LabelRule rule = Posts.rule(spec.labelRule());
    Corpus corpus =
        CorpusReader.read(
            spec.data(), Posts.options(spec.layout(), spec.encoding(), spec.strict()));
    LabelledCorpus labelled = LabelledCorpus.of(corpus, rule);
    int threads = spec.threads().orElse(Runtime.getRuntime().availableProcessors());
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.standard());
    Inspection inspection;
    try (Console.Bar bar = console.bar("inspect", Inspection.work(labelled), "steps")) {
      inspection =
          Inspection.of(
              labelled, post -> pictureFindings(decoder, post, spec.strict()), threads, bar);
    }
    console.result(inspection.toJson(), text(inspection));
  }

  /** What is odd about the picture of a post. */
  private static List<Finding> pictureFindings(ImageDecoder decoder, Post post, boolean strict) {
    Optional<Content> content = post.content(Modality.IMAGE);
    if (content.isEmpty()) {
      return List.of();
    }
    String place =
        content.get() instanceof Content.Stored stored
            ? stored.file() + " (post " + post.id() + ")"
            : "post " + post.id();
    try {
      return decoder.inspect(decoder.read(content.get(), place), place).oddities(place);
    } catch (CovalenceException e) {
      if (strict) {
        throw e;
      }
      return List.of(Finding.skipped("unusable-image", e.where(), e.what(), e.remedy()));
    }
  }

  private static String text(Inspection inspection) {
    StringBuilder text = new StringBuilder();
    Corpus corpus = inspection.corpus().corpus();
    line(
        text,
        "%s: %,d posts (%s layout, texts in %s, %d annotator%s)",
        corpus.source(),
        inspection.posts(),
        corpus.layout(),
        corpus.encoding(),
        corpus.annotators(),
        corpus.annotators() == 1 ? "" : "s");
    if (corpus.posts().size() < inspection.posts()) {
      line(text, "  %,d of them can be read", corpus.posts().size());
    }
    line(text, "");
    inspection
        .modalities()
        .forEach(
            (modality, counts) ->
                line(text, "%-6s %,7d posts; %s", modality, counts.posts(), summary(counts)));
    line(text, "");
    line(
        text,
        "label rule %s: %,d posts labelled, %,d dropped",
        inspection.corpus().rule().name(),
        inspection.labels().total(),
        inspection.dropped());
    for (Sentiment label : Sentiment.values()) {
      int count = inspection.labels().count(label);
      line(
          text,
          "  %-9s %,7d  %5.1f %%",
          label.label(),
          count,
          inspection.labels().total() == 0 ? 0 : 100.0 * count / inspection.labels().total());
    }
    for (Map.Entry<String, List<String>> dropped : inspection.corpus().dropped().entrySet()) {
      line(
          text,
          "  dropped, %s: %,d (%s)",
          dropped.getKey(),
          dropped.getValue().size(),
          some(dropped.getValue()));
    }
    line(
        text,
        "  floor: calling every post %s is %.1f %% accurate, macro-F1 %.1f %%, weighted F1 %.1f %%",
        inspection.floor().label().label(),
        100 * inspection.floor().accuracy(),
        100 * inspection.floor().macroF1(),
        100 * inspection.floor().weightedF1());
    line(text, "");
    Duplicates duplicates = inspection.duplicates();
    line(
        text,
        "equal texts:    %,d groups, %,d posts; %,d groups with different labels",
        duplicates.texts().size(),
        Duplicates.posts(duplicates.texts()),
        inspection.conflicting(duplicates.texts()));
    line(
        text,
        "equal pictures: %,d groups, %,d posts; %,d groups with different labels",
        duplicates.images().size(),
        Duplicates.posts(duplicates.images()),
        inspection.conflicting(duplicates.images()));
    if (!inspection.findings().isEmpty()) {
      line(text, "");
      line(text, "%,d things to look at:", inspection.findings().size());
      inspection.findings().stream()
          .limit(FINDINGS_SHOWN)
          .forEach(f -> line(text, "  %s: %s (%s)", f.place(), f.reason(), f.remedy()));
      if (inspection.findings().size() > FINDINGS_SHOWN) {
        line(
            text,
            "  … and %,d more; --json lists all",
            inspection.findings().size() - FINDINGS_SHOWN);
      }
    }
    return text.toString();
  }

  private static String summary(ModalityCounts counts) {
    if (counts.labels().total() == 0) {
      return "not labelled by itself";
    }
    StringBuilder summary = new StringBuilder();
    for (Sentiment label : Sentiment.values()) {
      summary.append(
          String.format(Locale.ROOT, "%s %,d, ", label.label(), counts.labels().count(label)));
    }
    return summary
        .append(String.format(Locale.ROOT, "no majority %,d", counts.noMajority()))
        .toString();
  }

  private static String some(List<String> ids) {
    String first = String.join(", ", ids.stream().limit(IDS_SHOWN).toList());
    return ids.size() > IDS_SHOWN ? first + ", …; --json lists all" : first;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
