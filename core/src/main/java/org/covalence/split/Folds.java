package org.covalence.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.covalence.label.Sentiment;
import org.covalence.post.Finding;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * Makes the folds of a stratified cross-validation (Kohavi, IJCAI 1995), repeated with other folds
 * as often as wanted. Within a repeat every post is tested on exactly once; of the posts of the
 * other folds a share, stratified too, is validated on, and the rest is trained on. The same ids,
 * labels, groups and seed give the same folds, whatever the order of the corpus.
 *
 * @param count how many folds, at least 2
 * @param repeats how many times all posts are dealt anew, at least 1
 * @param validationShare of the posts that are not tested on, in (0, 1)
 * @param groups posts that must be in one part of each split
 * @param seed decides which posts are where
 */
public record Folds(int count, int repeats, double validationShare, Groups groups, long seed) {
  public Folds {
    if (count < 2) {
      throw CovalenceException.usage(
          "expected 2 folds or more, found " + count, "--folds", "use for example 10");
    }
    if (repeats < 1) {
      throw CovalenceException.usage(
          "expected 1 repeat or more, found " + repeats, "--repeats", "use for example 1");
    }
    if (!(validationShare > 0 && validationShare < 1)) {
      throw CovalenceException.usage(
          "expected a share between 0 and 1, found " + validationShare,
          "--validation-share",
          "use for example 0.1");
    }
  }

  /** The folds of every labelled post. */
  public FoldedCorpus of(LabelledCorpus corpus) {
    return of(corpus, Optional.empty());
  }

  /**
   * The folds of labelled posts.
   *
   * @param only the posts to take, where not all; ids that name no labelled post are findings
   * @throws CovalenceException where there are fewer posts or groups than folds, only one class, or
   *     a part of a fold would be empty
   */
  public FoldedCorpus of(LabelledCorpus corpus, Optional<IdList> only) {
    List<Finding> findings = new ArrayList<>();
    only.ifPresent(list -> findings.addAll(Splitter.check(list, corpus)));
    List<LabelledPost> posts =
        select(corpus.posts(), id -> only.map(list -> list.ids().contains(id)).orElse(true));
    String source = corpus.corpus().source();
    check(posts, source).ifPresent(findings::add);
    String description = description(only);
    List<Fold> folds = new ArrayList<>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      folds.addAll(repeat(posts, repeat, description, source));
    }
    return new FoldedCorpus(posts, folds, corpus.rule().name(), groups, description, findings);
  }

  /** Refuses posts that cannot be dealt, and notes classes that cannot be in every fold. */
  private Optional<Finding> check(List<LabelledPost> posts, String source) {
    long dealt = posts.stream().map(p -> groups.of(p.id())).distinct().count();
    if (dealt < count) {
      throw CovalenceException.data(
          "expected at least as many posts as folds, found "
              + (dealt < posts.size() ? dealt + " groups of posts" : dealt + " labelled posts")
              + " for "
              + count
              + " folds",
          source,
          "use fewer folds or more posts");
    }
    Map<Sentiment, Long> classes = new EnumMap<>(Sentiment.class);
    posts.forEach(p -> classes.merge(p.label(), 1L, Long::sum));
    if (classes.size() == 1) {
      throw CovalenceException.data(
          "expected posts of two classes or more, found only " + posts.get(0).label().label(),
          source,
          "add posts of another class: there is nothing to tell apart");
    }
    String rare =
        classes.entrySet().stream()
            .filter(e -> e.getValue() < count)
            .map(e -> e.getKey().label() + " (" + e.getValue() + ")")
            .collect(Collectors.joining(", "));
    return rare.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.noted(
                "rare-class",
                source,
                "classes with fewer posts than there are folds, "
                    + count
                    + ", so that some folds have none: "
                    + rare,
                "use fewer folds: scores of such a fold say little"));
  }

  private List<Fold> repeat(
      List<LabelledPost> posts, int repeat, String description, String source) {
    double[] equal = new double[count];
    Arrays.fill(equal, 1.0 / count);
    List<Set<String>> tested =
        Dealing.deal(posts, groups, equal, group -> key("fold", repeat, 0, group));
    List<Fold> folds = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Set<String> test = tested.get(number - 1);
      int own = number;
      List<LabelledPost> rest = select(posts, id -> !test.contains(id));
      Set<String> validation =
          Dealing.deal(
                  rest,
                  groups,
                  new double[] {validationShare, 1 - validationShare},
                  group -> key("validation", repeat, own, group))
              .get(0);
      Split split =
          new Split(
              new TrainingPart(select(rest, id -> !validation.contains(id))),
              new ValidationPart(select(rest, validation::contains)),
              new TestPart(select(posts, test::contains)),
              description + " repeat=" + repeat + " fold=" + number,
              List.of());
      requireUsable(split, source);
      folds.add(new Fold(repeat, number, split));
    }
    return folds;
  }

  private String key(String purpose, int repeat, int fold, String group) {
    return new ContentHash()
        .add(purpose)
        .add(Long.toString(seed))
        .add(repeat + "/" + fold)
        .add(group)
        .hex();
  }

  private static void requireUsable(Split split, String source) {
    for (Part part : split.parts()) {
      if (part.posts().isEmpty()
          || (part instanceof TrainingPart && new HashSet<>(part.labels()).size() < 2)) {
        throw CovalenceException.data(
            part.posts().isEmpty()
                ? "expected posts in the " + part.name() + " part of every fold, found none"
                : "expected posts of two classes or more to train every fold on, found one",
            source + ", " + split.description(),
            "use fewer folds, another validation share or more posts");
      }
    }
  }

  private static List<LabelledPost> select(List<LabelledPost> posts, Predicate<String> isIn) {
    return posts.stream().filter(p -> isIn.test(p.id())).toList();
  }

  private String description(Optional<IdList> only) {
    return "cv folds="
        + count
        + " repeats="
        + repeats
        + only.map(list -> " posts=" + list.signature()).orElse("")
        + " stratified"
        + (groups.names().isEmpty() ? "" : " grouped")
        + " seed="
        + seed
        + " validation="
        + validationShare;
  }
}
