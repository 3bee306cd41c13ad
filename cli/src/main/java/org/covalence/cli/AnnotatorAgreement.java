package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.agreement.Agreement;
import org.covalence.agreement.Ceiling;
import org.covalence.agreement.EqualPosts;
import org.covalence.agreement.Votes;
import org.covalence.duplicate.Likeness;
import org.covalence.inspect.Inspection;
import org.covalence.label.Annotation;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.read.Corpus;
import org.covalence.store.StrictJson;

/**
 * How reliable the labels of some posts are.
 *
 * @param modalities those that several annotators labelled by themselves
 * @param equal what equal texts and equal pictures tell of the labels that the rule gave; those of
 *     which there are none are left out
 */
record AnnotatorAgreement(
    SortedMap<Modality, OfModality> modalities, SortedMap<Modality, EqualPosts> equal) {
  /** Several annotators of one modality. */
  record OfModality(Agreement agreement, Ceiling ceiling) {
    private ObjectNode toJson() {
      ObjectNode json =
          StrictJson.object()
              .put("posts", agreement.posts())
              .put("annotators", agreement.annotators());
      put(json, "meanPairwise", agreement.meanPairwise());
      put(json, "fleissKappa", agreement.fleissKappa());
      put(json, "cohenKappa", agreement.cohenKappa());
      put(json, "alphaNominal", agreement.alphaNominal());
      put(json, "alphaOrdinal", agreement.alphaOrdinal());
      ObjectNode reach = json.putObject("ceiling");
      put(reach, "annotator", ceiling.annotator());
      put(reach, "majority", ceiling.majority());
      return json;
    }
  }

  AnnotatorAgreement {
    modalities = Collections.unmodifiableSortedMap(new TreeMap<>(modalities));
    equal = Collections.unmodifiableSortedMap(new TreeMap<>(equal));
  }

  static AnnotatorAgreement of(Inspection inspection) {
    SortedMap<Modality, OfModality> modalities = new TreeMap<>();
    for (Modality modality : inspection.modalities().keySet()) {
      Votes votes = votes(inspection.corpus().corpus(), modality);
      if (votes.annotators() > 1) {
        modalities.put(modality, new OfModality(Agreement.of(votes), Ceiling.of(votes)));
      }
    }
    SortedMap<Modality, EqualPosts> equal = new TreeMap<>();
    putEqual(equal, Modality.TEXT, inspection, inspection.duplicates().of(Likeness.EQUAL_TEXT));
    putEqual(equal, Modality.IMAGE, inspection, inspection.duplicates().of(Likeness.EQUAL_PICTURE));
    return new AnnotatorAgreement(modalities, equal);
  }

  private static Votes votes(Corpus corpus, Modality modality) {
    List<int[]> rows = new ArrayList<>();
    for (Annotation annotation : corpus.annotations().values()) {
      if (annotation instanceof Annotation.PerModality each
          && each.modalities().contains(modality)) {
        rows.add(
            each.votes().stream()
                .mapToInt(vote -> Objects.requireNonNull(vote.get(modality)).ordinal())
                .toArray());
      }
    }
    return Votes.of(Sentiment.values().length, rows.toArray(int[][]::new));
  }

  private static void putEqual(
      SortedMap<Modality, EqualPosts> equal,
      Modality modality,
      Inspection inspection,
      List<List<String>> groups) {
    Map<String, Sentiment> labels = inspection.corpus().labels();
    List<int[]> classes = new ArrayList<>();
    for (List<String> group : groups) {
      classes.add(
          group.stream()
              .flatMap(id -> Optional.ofNullable(labels.get(id)).stream())
              .mapToInt(Enum::ordinal)
              .toArray());
    }
    int posts =
        (int)
            inspection.corpus().posts().stream()
                .filter(p -> p.post().modalities().contains(modality))
                .count();
    EqualPosts found = EqualPosts.of(Sentiment.values().length, classes, posts);
    if (found.groups() > 0) {
      equal.put(modality, found);
    }
  }

  /** Adds what is known to the document of an inspection. */
  void addTo(ObjectNode document) {
    ObjectNode agreement = document.putObject("agreement");
    modalities.forEach((modality, of) -> agreement.set(modality.name(), of.toJson()));
    ObjectNode groups = document.putObject("equalPosts");
    equal.forEach(
        (modality, found) -> {
          ObjectNode json =
              groups
                  .putObject(modality.name())
                  .put("groups", found.groups())
                  .put("labelled", found.grouped());
          put(json, "agreement", found.agreement());
          put(json, "bestAccuracy", found.best());
        });
  }

  /** A figure that is not defined is null. */
  private static void put(ObjectNode json, String key, OptionalDouble figure) {
    if (figure.isPresent()) {
      json.put(key, figure.getAsDouble());
    } else {
      json.putNull(key);
    }
  }
}
