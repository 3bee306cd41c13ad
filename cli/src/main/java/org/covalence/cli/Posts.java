package org.covalence.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.EachPicture;
import org.covalence.duplicate.PictureHashes;
import org.covalence.label.LabelMap;
import org.covalence.label.LabelMapFile;
import org.covalence.label.LabelRule;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.published.PublishedSplit;
import org.covalence.read.Corpus;
import org.covalence.read.CorpusReader;
import org.covalence.read.ReadOptions;
import org.covalence.spec.Settings;
import org.covalence.spec.SplitSpec;
import org.covalence.split.Groups;
import org.covalence.split.IdFiles;
import org.covalence.split.IdList;
import org.covalence.split.IdLists;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.split.Shares;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Progress;

/** From what the settings say of data to labelled posts and their parts. */
final class Posts {
  private Posts() {}

  /** As {@link #labelled(Path, ReadOptions, LabelRule, Console)}, as an experiment says. */
  static LabelledCorpus labelled(SplitSpec spec, Console console) {
    ReadOptions options = options(spec.layout(), spec.encoding(), spec.strict(), spec.labelMap());
    return labelled(spec.data(), options, rule(spec.labelRule(), options), console);
  }

  /** As {@link #labelled(Path, ReadOptions, LabelRule, Console)}, as {@code spec} says. */
  static LabelledCorpus labelled(Path data, LabelSpec spec, Console console) {
    ReadOptions options = options(spec);
    return labelled(data, options, rule(spec.labelRule(), options), console);
  }

  /** Reads posts and labels them, and says what was odd about them. */
  static LabelledCorpus labelled(Path data, ReadOptions options, LabelRule rule, Console console) {
    Corpus corpus = CorpusReader.read(data, options);
    console.findings(corpus.findings());
    return LabelledCorpus.of(corpus, rule);
  }

  /**
   * Labelled posts that say the same: texts and files always, pictures that look alike where the
   * settings ask for it.
   */
  static Duplicates duplicates(
      SplitSpec spec, LabelledCorpus corpus, int threads, Console console) {
    return duplicates(
        corpus.posts().stream().map(LabelledPost::post).toList(),
        spec.groupDuplicates() || spec.nearDuplicates(),
        threads,
        console);
  }

  /** Posts that say the same, those whose pictures look alike only where {@code near} asks. */
  static Duplicates duplicates(List<Post> posts, boolean near, int threads, Console console) {
    Duplicates duplicates = Duplicates.among(posts, Progress.SILENT);
    if (!near) {
      return duplicates;
    }
    try (Console.Bar bar =
        console.bar("compare pictures", EachPicture.pictured(posts).size(), "posts")) {
      return duplicates.withPictures(PictureHashes.of(posts, threads, bar));
    }
  }

  /** The parts that the settings describe. */
  static Split split(
      SplitSpec spec, LabelledCorpus corpus, Duplicates duplicates, long seed, Console console) {
    Groups groups = spec.groupDuplicates() ? duplicates.together() : Groups.NONE;
    Shares shares = new Shares(spec.validationShare(), spec.testShare());
    Splitter splitter = new Splitter(shares, seed, groups);
    Split split;
    if (spec.publishedSplit().isPresent()) {
      PublishedSplit published = PublishedSplit.read(spec.publishedSplit().get(), spec.splitFold());
      check(spec, shares, published.ids());
      split = published.split(corpus, splitter);
    } else {
      IdLists lists =
          IdLists.read(new IdFiles(spec.trainIds(), spec.validationIds(), spec.testIds()));
      check(spec, Shares.DEFAULT, lists);
      split = splitter.split(corpus, lists);
    }
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

  /** Refuses settings that would change nothing, because the posts of a part are named. */
  private static void check(SplitSpec spec, Shares shares, IdLists given) {
    if (spec.groupDuplicates() && given.isWhole()) {
      throw CovalenceException.usage(
          "expected a part to be drawn, but the posts of every part are named",
          "--group-duplicates",
          "leave it out: beside each score stands the one without twins");
    }
    boolean validation =
        given.validation().isPresent() && shares.validation() != Shares.DEFAULT.validation();
    boolean test = given.test().isPresent() && shares.test() != Shares.DEFAULT.test();
    if (validation || test) {
      throw CovalenceException.usage(
          "expected no share of a part whose posts the split names",
          validation ? "--validation-share" : "--test-share",
          "leave it out, or leave --split out");
    }
  }

  /** What is done on a part. */
  static String verb(String part) {
    return switch (part) {
      case "validation" -> "validate on";
      case "test" -> "test on";
      default -> part + " on";
    };
  }

  static ReadOptions options(LabelSpec spec) {
    return options(spec.layout(), spec.encoding(), spec.strict(), spec.labelMap());
  }

  static ReadOptions options(
      Optional<String> layout, Optional<String> encoding, boolean strict, Optional<Path> labelMap) {
    return new ReadOptions(
        encoding.map(Posts::charset),
        layout,
        strict,
        labelMap.map(LabelMapFile::read).orElse(LabelMap.NONE));
  }

  private static Charset charset(String name) {
    return ReadOptions.encodingNamed(name);
  }

  /** The rule called {@code name}, for labels that are read so. */
  static LabelRule rule(String name, ReadOptions options) {
    return rule(name).readBy(options.labels());
  }

  private static LabelRule rule(String name) {
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

  /**
   * The ids in a file. Those that name no labelled post are told.
   *
   * @param labelled the posts that have a label
   */
  static Set<String> wanted(Path file, Set<String> labelled, Console console) {
    Set<String> ids = IdList.read(file).ids();
    List<String> strays = ids.stream().filter(id -> !labelled.contains(id)).sorted().toList();
    if (!strays.isEmpty()) {
      console.say("no labelled post is called " + Excerpt.ids(strays) + ", as " + file + " asks");
    }
    return ids;
  }

  /** Does work that tells its progress by modality, and shows a bar for each. */
  static <T> T withBars(
      Console console, long posts, Function<Function<Modality, Progress>, T> work) {
    List<Console.Bar> bars = new ArrayList<>();
    try {
      return work.apply(
          modality -> {
            Console.Bar bar = console.bar(modality.name(), posts, "posts");
            bars.add(bar);
            return bar;
          });
    } finally {
      bars.forEach(Console.Bar::close);
    }
  }
}
