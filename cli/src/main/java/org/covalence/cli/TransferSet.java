package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.read.ReadOptions;
import org.covalence.split.LabelledCorpus;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;

/**
 * A data set that models are measured on.
 *
 * @param name in results
 * @param path where it was read from
 * @param rule the name of the label rule, and of the label map where there is one
 * @param split which of its posts these are, in a word
 * @param posts at least one, of at least two classes
 */
record TransferSet(String name, Path path, String rule, String split, List<LabelledPost> posts) {
  TransferSet {
    posts = List.copyOf(posts);
  }

  /**
   * Reads a set.
   *
   * @throws CovalenceException where no post can be measured on, or all have the same label
   */
  static TransferSet read(
      String name,
      Path path,
      ReadOptions options,
      String rule,
      Optional<Path> ids,
      Console console) {
    LabelledCorpus corpus = Posts.labelled(path, options, Posts.rule(rule, options), console);
    List<LabelledPost> posts = EvaluateCommand.chosen(corpus, ids, console);
    SortedSet<Sentiment> classes = classes(posts);
    if (classes.size() < 2) {
      throw CovalenceException.data(
          "expected posts of two classes or more, found only "
              + classes.first().label()
              + ": always saying it would be right",
          path.toString(),
          "check the label rule, the label map and the ids, or leave the set out");
    }
    String split = ids.map(f -> "ids:" + f.getFileName()).orElse("all");
    return new TransferSet(name, path, corpus.rule().name(), split, posts);
  }

  /**
   * Makes sure that it makes sense to measure a model here.
   *
   * @param fitted how many posts of each class the model was fitted on, where it says so
   */
  void requireFit(String model, Set<Modality> modalities, Optional<int[]> fitted) {
    boolean readable =
        posts.stream().anyMatch(p -> p.post().modalities().stream().anyMatch(modalities::contains));
    if (!readable) {
      SortedSet<Modality> there = new TreeSet<>();
      posts.forEach(p -> there.addAll(p.post().modalities()));
      throw CovalenceException.data(
          "the model "
              + model
              + " reads "
              + names(modalities)
              + ", and the posts have "
              + names(there),
          path.toString(),
          "take a model that reads what the posts have, or leave the set out");
    }
    fitted.ifPresent(
        counts -> {
          if (classes(posts).stream().allMatch(c -> counts[c.ordinal()] == 0)) {
            throw CovalenceException.data(
                "the model " + model + " was fitted on no post of any class that stands here",
                path.toString(),
                "check the label map, or leave the set out");
          }
        });
  }

  private static SortedSet<Sentiment> classes(List<LabelledPost> posts) {
    SortedSet<Sentiment> classes = new TreeSet<>();
    posts.forEach(p -> classes.add(p.label()));
    return classes;
  }

  private static String names(Set<Modality> modalities) {
    return String.join(" and ", modalities.stream().map(Modality::name).sorted().toList());
  }
}
