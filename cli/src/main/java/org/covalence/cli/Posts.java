package org.covalence.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.label.LabelRule;
import org.covalence.read.Corpus;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.spec.Settings;
import org.covalence.spec.SplitSpec;
import org.covalence.split.IdFiles;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.store.CovalenceException;

/** From what the settings say of data to labelled posts and their parts. */
final class Posts {
  private Posts() {}

  /** Reads posts and labels them, and says what was odd about them. */
  static LabelledCorpus labelled(Path data, ReadOptions options, String rule, Console console) {
    LabelRule named = rule(rule);
    Corpus corpus = CorpusReader.read(data, options);
    console.findings(corpus.findings());
    return LabelledCorpus.of(corpus, named);
  }

  /** The parts that the settings describe. */
  static Split split(SplitSpec spec, LabelledCorpus corpus, long seed, Console console) {
    Splitter splitter = new Splitter(new Shares(spec.validationShare(), spec.testShare()), seed);
    Split split =
        splitter.split(corpus, new IdFiles(spec.trainIds(), spec.validationIds(), spec.testIds()));
    console.findings(split.findings());
    console.say(
        corpus.posts().size()
            + " labelled posts; "
            + String.join(
                ", ",
                split.parts().stream()
                    .map(p -> p.posts().size() + " to " + verb(p.name()))
                    .toList()));
    return split;
  }

  /** What is done on a part. */
  static String verb(String part) {
    return switch (part) {
      case "validation" -> "validate on";
      case "test" -> "test on";
      default -> part + " on";
    };
  }

  static ReadOptions options(Optional<String> layout, Optional<String> encoding, boolean strict) {
    return new ReadOptions(encoding.map(Posts::charset), layout, strict);
  }

  private static Charset charset(String name) {
    return ReadOptions.encodingNamed(name);
  }

  /** The rule called {@code name}. */
  static LabelRule rule(String name) {
    List<String> names = LabelRule.all().stream().map(LabelRule::name).toList();
    return LabelRule.all().stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CovalenceException.usage(
                    "there is no label rule " + name,
                    "--label-rule",
                    "choose one of "
                        + String.join(", ", names)
                        + Settings.nearest(name, names)
                            .map(n -> " (did you mean " + n + "?)")
                            .orElse("")));
  }
}
