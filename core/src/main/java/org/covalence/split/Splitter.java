package org.covalence.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * Makes three parts of a labelled corpus: by a seed, or by lists of ids and a seed for what the
 * lists leave open. The same ids, labels, shares, groups and seed give the same parts, whatever the
 * order of the corpus.
 *
 * @param shares of the posts (or, with lists of ids, of the training posts) for the parts that no
 *     list names
 * @param seed decides which posts these are
 * @param groups posts that the seed puts into one part; what a list of ids says goes before
 */
public record Splitter(Shares shares, long seed, Groups groups) {
  /** Parts in which every post goes by itself. */
  public Splitter(Shares shares, long seed) {
    this(shares, seed, Groups.NONE);
  }

  /** Parts by the seed alone, with the labels in the same proportions. */
  public Split split(LabelledCorpus corpus) {
    return split(corpus, IdLists.NONE);
  }

  /** Parts as files of ids say; as {@link #split(LabelledCorpus, IdLists)}. */
  public Split split(LabelledCorpus corpus, IdFiles files) {
    return split(corpus, IdLists.read(files));
  }

  /**
   * Parts as the lists say. Ids that name no labelled post, and labelled posts in no part, are
   * findings.
   *
   * @throws CovalenceException where a post is in two lists, no id of a list is a labelled post, a
   *     part is empty, or the training part has one class only
   */
  public Split split(LabelledCorpus corpus, IdLists given) {
    if (corpus.posts().isEmpty()) {
      throw CovalenceException.data(
          "expected labelled posts, found none",
          corpus.corpus().source(),
          "label the posts, or choose another label rule");
    }
    Optional<IdList> train = given.train();
    Optional<IdList> validation = given.validation();
    Optional<IdList> test = given.test();
    List<IdList> lists = given.all();
    checkDisjoint(lists);
    List<Finding> findings = new ArrayList<>();
    lists.forEach(list -> findings.addAll(check(list, corpus)));

    Set<String> elsewhere = new HashSet<>();
    validation.ifPresent(v -> elsewhere.addAll(v.ids()));
    test.ifPresent(t -> elsewhere.addAll(t.ids()));
    List<LabelledPost> pool =
        select(
            corpus,
            id -> train.map(t -> t.ids().contains(id)).orElseGet(() -> !elsewhere.contains(id)));
    Strata.Carved carved =
        new Strata(pool, seed, groups)
            .carve(
                validation.isPresent() ? 0 : shares.validation(),
                test.isPresent() ? 0 : shares.test());
    Set<String> validationIds = validation.map(IdList::ids).orElse(carved.validation());
    Set<String> testIds = test.map(IdList::ids).orElse(carved.test());
    Set<String> taken = new HashSet<>(validationIds);
    taken.addAll(testIds);

    Split split =
        new Split(
            new TrainingPart(pool.stream().filter(p -> !taken.contains(p.id())).toList()),
            new ValidationPart(select(corpus, validationIds::contains)),
            new TestPart(select(corpus, testIds::contains)),
            description(given),
            findings);
    return checked(split, corpus);
  }

  private static List<LabelledPost> select(LabelledCorpus corpus, Predicate<String> isIn) {
    return corpus.posts().stream().filter(p -> isIn.test(p.id())).toList();
  }

  private static void checkDisjoint(List<IdList> lists) {
    for (int i = 0; i < lists.size(); i++) {
      for (int j = i + 1; j < lists.size(); j++) {
        Set<String> shared = lists.get(i).shared(lists.get(j));
        if (!shared.isEmpty()) {
          throw CovalenceException.data(
              "expected each post in one part, found "
                  + shared.size()
                  + " in two: "
                  + Excerpt.ids(shared),
              lists.get(i).file() + " and " + lists.get(j).file(),
              "take them out of one of the files");
        }
      }
    }
  }

  /** What is odd about a list of ids; one that names no labelled post at all is refused. */
  static List<Finding> check(IdList list, LabelledCorpus corpus) {
    Set<String> labelled = new HashSet<>();
    corpus.posts().forEach(p -> labelled.add(p.id()));
    if (Collections.disjoint(list.ids(), labelled)) {
      throw CovalenceException.data(
          "expected ids of labelled posts, found none among "
              + list.ids().size()
              + ": "
              + Excerpt.ids(list.ids()),
          list.file().toString(),
          "check that the file belongs to " + corpus.corpus().source());
    }
    Map<String, String> fates = corpus.fates();
    SortedMap<String, List<String>> strays = new TreeMap<>();
    for (String id : list.ids()) {
      if (!labelled.contains(id)) {
        String fate = fates.getOrDefault(id, "are not in " + corpus.corpus().source());
        strays.computeIfAbsent(fate, f -> new ArrayList<>()).add(id);
      }
    }
    List<Finding> findings = new ArrayList<>(list.notes());
    strays.forEach(
        (fate, ids) ->
            findings.add(
                Finding.noted(
                    "stray-id",
                    list.file().toString(),
                    "ids of posts that " + fate + ": " + ids.size() + ": " + Excerpt.ids(ids),
                    "nothing, if they may be left out; else check the data")));
    return findings;
  }

  /** Refuses parts that nothing can be learnt from or measured on, and notes what they lack. */
  private static Split checked(Split split, LabelledCorpus corpus) {
    List<Finding> findings = new ArrayList<>(split.findings());
    String source = corpus.corpus().source();
    Set<Sentiment> all = Set.copyOf(corpus.posts().stream().map(LabelledPost::label).toList());
    Set<String> used = new HashSet<>();
    for (Part part : split.parts()) {
      if (part.posts().isEmpty()) {
        throw CovalenceException.data(
            "expected posts in the " + part.name() + " part, found none",
            source,
            "use more posts or larger shares");
      }
      part.posts().forEach(p -> used.add(p.id()));
      Set<Sentiment> present = Set.copyOf(part.labels());
      if (part instanceof TrainingPart && present.size() == 1) {
        throw CovalenceException.data(
            "expected posts of two classes or more in the train part, found only "
                + part.labels().get(0).label(),
            source,
            "add posts of another class: there is nothing to tell apart");
      }
      List<String> lacking =
          Arrays.stream(Sentiment.values())
              .filter(l -> all.contains(l) && !present.contains(l))
              .map(Sentiment::label)
              .toList();
      if (!lacking.isEmpty()) {
        findings.add(
            Finding.noted(
                "missing-class",
                part.name() + " part of " + source,
                "it has no post that is " + String.join(" or ", lacking),
                "use more posts or another split: scores on this part say little"));
      }
    }
    List<String> unused =
        corpus.posts().stream().map(LabelledPost::id).filter(id -> !used.contains(id)).toList();
    if (!unused.isEmpty()) {
      findings.add(
          Finding.noted(
              "unused-posts",
              source,
              "labelled posts in no part: " + unused.size() + ": " + Excerpt.ids(unused),
              "nothing, if they are meant to be left out"));
    }
    return new Split(
        split.training(), split.validation(), split.test(), split.description(), findings);
  }

  private String description(IdLists given) {
    List<String> words = new ArrayList<>(given.signature());
    boolean named = given.name().isPresent();
    given
        .validation()
        .ifPresentOrElse(
            list -> words.addAll(named ? List.of() : List.of("validation=" + list.signature())),
            () -> words.add("validation=" + shares.validation()));
    given
        .test()
        .ifPresentOrElse(
            list -> words.addAll(named ? List.of() : List.of("test=" + list.signature())),
            () -> words.add("test=" + shares.test()));
    if (!given.isWhole()) {
      words.add("seed=" + seed);
      if (!groups.names().isEmpty()) {
        words.add("grouped");
      }
    }
    return String.join(" ", words);
  }
}
