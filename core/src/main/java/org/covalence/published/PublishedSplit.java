package org.covalence.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.published.PublishedFormat.PartFiles;
import org.covalence.split.IdList;
import org.covalence.split.IdLists;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.Split;
import org.covalence.split.Splitter;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * A split that somebody published. Only its ids are used. The labels that stand beside them are
 * compared with those of the data: where they differ, the split was made under another label rule,
 * or is of other data.
 *
 * @param source the file or folder that was named
 * @param ids which ids are in which part, and the name that signatures use
 * @param labels what the files say of the ids; empty where they hold ids alone
 */
public record PublishedSplit(Path source, IdLists ids, Map<String, Sentiment> labels) {
  public PublishedSplit {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * Reads a split of any kind that is known: CLMLF's JSON, the folds of Cheema et al., QMF's JSON
   * Lines, or lists of ids.
   *
   * @param source the folder, or the file of its training part
   * @param fold which fold, where there are several; counted as the files are, from 1
   * @throws CovalenceException where there is no such split, a file is not as published, or a fold
   *     is missing or meaningless
   */
  public static PublishedSplit read(Path source, Optional<Integer> fold) {
    PartFiles files = PublishedFormat.recognise(source);
    if (files.format() == PublishedFormat.CHEEMA) {
      int chosen =
          fold.orElseThrow(
              () ->
                  CovalenceException.usage(
                      "expected the number of a fold, since " + source + " has several",
                      "--split-fold",
                      "name one, for example --split-fold 1"));
      CheemaFolds folds = CheemaFolds.read(files.train());
      return of(
          source,
          files.format().id() + "-fold" + chosen,
          folds.part("train", chosen),
          Optional.of(folds.part("val", chosen)),
          Optional.of(folds.part("test", chosen)));
    }
    if (fold.isPresent()) {
      throw CovalenceException.usage(
          "expected no fold, since " + source + " has none", "--split-fold", "leave it out");
    }
    return of(
        source,
        files.format().id(),
        PublishedParts.read(files.format(), files.train()),
        files.validation().map(f -> PublishedParts.read(files.format(), f)),
        files.test().map(f -> PublishedParts.read(files.format(), f)));
  }

  private static PublishedSplit of(
      Path source,
      String name,
      LabelledIds train,
      Optional<LabelledIds> validation,
      Optional<LabelledIds> test) {
    Map<String, Sentiment> labels = new LinkedHashMap<>(train.labels());
    validation.ifPresent(v -> labels.putAll(v.labels()));
    test.ifPresent(t -> labels.putAll(t.labels()));
    Optional<IdList> validationIds = validation.map(LabelledIds::list);
    return new PublishedSplit(
        source,
        new IdLists(
            Optional.of(name),
            Optional.of(train.list()),
            validationIds,
            test.map(LabelledIds::list)),
        labels);
  }

  /**
   * The parts of {@code corpus}, with findings about ids and labels that do not match. A part that
   * was not published is drawn by the splitter's seed.
   */
  public Split split(LabelledCorpus corpus, Splitter splitter) {
    Split split = splitter.split(corpus, ids);
    List<Finding> findings = new ArrayList<>(split.findings());
    findings.addAll(compareLabels(corpus));
    return new Split(
        split.training(), split.validation(), split.test(), split.description(), findings);
  }

  /** Nothing, or one finding with the number of labels that are not those of the data. */
  private List<Finding> compareLabels(LabelledCorpus corpus) {
    List<String> differing = new ArrayList<>();
    int compared = 0;
    int exchanged = 0;
    for (Map.Entry<String, Sentiment> entry : labels.entrySet()) {
      Sentiment ours = corpus.labels().get(entry.getKey());
      if (ours == null) {
        continue;
      }
      compared++;
      if (ours != entry.getValue()) {
        differing.add(entry.getKey());
        boolean neutral = ours == Sentiment.NEUTRAL || entry.getValue() == Sentiment.NEUTRAL;
        boolean positive = ours == Sentiment.POSITIVE || entry.getValue() == Sentiment.POSITIVE;
        exchanged += neutral && positive ? 1 : 0;
      }
    }
    if (differing.isEmpty()) {
      return List.of();
    }
    boolean coded = exchanged == differing.size() && 2 * exchanged > compared;
    return List.of(
        Finding.noted(
            "split-label-mismatch",
            source.toString(),
            "labels that are not those of the rule "
                + corpus.rule().name()
                + ": "
                + differing.size()
                + " of "
                + compared
                + ": "
                + Excerpt.ids(differing),
            coded
                ? "positive and neutral are exchanged: the digits of this file have another meaning"
                : "use the label rule that the split was made with; the labels of the data count"));
  }
}
