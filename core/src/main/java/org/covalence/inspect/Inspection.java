package org.covalence.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.EachPicture;
import org.covalence.duplicate.Likeness;
import org.covalence.duplicate.PictureHash;
import org.covalence.post.Finding;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.split.LabelledCorpus;
import org.covalence.store.Progress;
import org.covalence.store.StrictJson;

/**
 * Everything that is said of a corpus before anything is learnt from it.
 *
 * @param corpus the posts and what the label rule made of them
 * @param posts how many posts the source names, those that could not be read included where their
 *     labels could
 * @param labels what the rule gave, likewise
 * @param modalities by modality
 * @param floor the majority floor of {@code labels}
 * @param duplicates copies among the readable posts
 * @param findings those of the reader, then those of the pictures
 */
public record Inspection(
    LabelledCorpus corpus,
    int posts,
    LabelCounts labels,
    SortedMap<Modality, ModalityCounts> modalities,
    MajorityFloor floor,
    Duplicates duplicates,
    List<Finding> findings) {
  public Inspection {
    modalities = Collections.unmodifiableSortedMap(new TreeMap<>(modalities));
    findings = List.copyOf(findings);
  }

  /**
   * Inspects a corpus.
   *
   * @param look what is to be seen of the picture of a post; called for posts that have one, by
   *     several threads
   * @param threads how many look at pictures at once; at least 1
   * @param progress hears of {@link #work} steps in all
   */
  public static Inspection of(
      LabelledCorpus corpus, Function<Post, PictureLook> look, int threads, Progress progress) {
    List<Post> posts = corpus.corpus().posts();
    LabelCounts labels = LabelCounts.of(corpus.labels().values());
    List<Finding> findings = new ArrayList<>(corpus.corpus().findings());
    Duplicates equal = Duplicates.among(posts, progress);
    List<Post> pictured = EachPicture.pictured(posts);
    List<PictureLook> looks = EachPicture.of(pictured, look, threads, progress);
    Map<String, PictureHash> hashes = new LinkedHashMap<>();
    for (int i = 0; i < looks.size(); i++) {
      String id = pictured.get(i).id();
      looks.get(i).hash().ifPresent(hash -> hashes.put(id, hash));
      findings.addAll(looks.get(i).findings());
    }
    Duplicates duplicates = equal.withPictures(hashes);
    Set<String> ids = new HashSet<>(corpus.corpus().annotations().keySet());
    posts.forEach(p -> ids.add(p.id()));
    SortedMap<Modality, ModalityCounts> modalities = new TreeMap<>();
    for (Modality modality : modalities(posts)) {
      modalities.put(modality, ModalityCounts.of(corpus.corpus(), modality));
    }
    return new Inspection(
        corpus, ids.size(), labels, modalities, MajorityFloor.of(labels), duplicates, findings);
  }

  /** How many steps {@link #of} will tell its progress. */
  public static long work(LabelledCorpus corpus) {
    List<Post> posts = corpus.corpus().posts();
    return (long) posts.size() + EachPicture.pictured(posts).size();
  }

  /** How many posts the rule left out. */
  public int dropped() {
    return corpus.dropped().values().stream().mapToInt(List::size).sum();
  }

  /** How many of {@code groups} hold posts of different labels, none being a label too. */
  public int conflicting(List<List<String>> groups) {
    return (int)
        groups.stream()
            .filter(
                g ->
                    g.stream()
                            .map(id -> Optional.ofNullable(corpus.labels().get(id)))
                            .distinct()
                            .count()
                        > 1)
            .count();
  }

  /** The document that {@code inspect --json} prints. */
  public ObjectNode toJson() {
    ObjectNode json =
        StrictJson.object()
            .put("layout", corpus.corpus().layout())
            .put("source", corpus.corpus().source())
            .put("encoding", corpus.corpus().encoding())
            .put("posts", posts)
            .put("readable", corpus.corpus().posts().size())
            .put("annotators", corpus.corpus().annotators())
            .put("labelRule", corpus.rule().name())
            .put("labelled", labels.total())
            .put("usable", corpus.posts().size())
            .put("dropped", dropped());
    ObjectNode reasons = json.putObject("droppedIds");
    corpus.dropped().forEach((reason, ids) -> ids.forEach(reasons.putArray(reason)::add));
    json.set("labels", labels.toJson());
    ObjectNode each = json.putObject("modalities");
    modalities.forEach((modality, counts) -> each.set(modality.name(), counts.toJson()));
    json.set("floor", floor.toJson());
    ArrayNode rules = json.putArray("labelRules");
    RuleCounts.all(corpus).forEach(r -> rules.add(r.toJson()));
    ObjectNode copies = json.putObject("duplicates");
    for (Likeness likeness : Likeness.values()) {
      copies.set(likeness.key(), toJson(duplicates.of(likeness)));
    }
    ArrayNode list = json.putArray("findings");
    findings.forEach(f -> list.add(toJson(f)));
    return json;
  }

  private static Set<Modality> modalities(List<Post> posts) {
    Set<Modality> all = new TreeSet<>(Set.of(Modality.TEXT, Modality.IMAGE));
    posts.forEach(p -> all.addAll(p.modalities()));
    return all;
  }

  private ObjectNode toJson(List<List<String>> groups) {
    ObjectNode json =
        StrictJson.object()
            .put("groups", groups.size())
            .put("posts", Duplicates.posts(groups))
            .put("conflicting", conflicting(groups));
    ArrayNode ids = json.putArray("ids");
    groups.forEach(g -> g.forEach(ids.addArray()::add));
    return json;
  }

  private static ObjectNode toJson(Finding finding) {
    return StrictJson.object()
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("code", finding.code())
        .put("place", finding.place())
        .put("reason", finding.reason())
        .put("remedy", finding.remedy());
  }
}
