package org.covalence.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * Words and pairs of words as weights: the count in a post damped by a logarithm, times how rare
 * the term is among the training posts, brought to length one (TF-IDF; Salton and Buckley,
 * Information Processing and Management 24(5), 1988). The weights are those of scikit-learn's
 * {@code TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)}: {@code (1 + ln count) · (1 +
 * ln((1 + posts) / (1 + posts with the term)))}.
 *
 * <p>As a file: {@code posts}, a tab and their number; then one term a line, a tab, and in how many
 * of the posts it stands. Terms stand in ascending order, and the place of a term is its id. UTF-8,
 * line feeds only.
 */
public final class Terms {
  /** The most terms that are held. */
  public static final int MOST_TERMS = 1_000_000;

  private static final String HEAD = "posts";
  private static final String REMEDY = "restore the file as it was written with the model";

  private final int posts;
  private final SortedMap<String, Integer> frequencies;
  private final Map<String, Integer> ids;
  private final double[] rarities;

  private Terms(int posts, SortedMap<String, Integer> frequencies) {
    this.posts = posts;
    this.frequencies = frequencies;
    this.ids = new HashMap<>(frequencies.size() * 2);
    this.rarities = new double[frequencies.size()];
    frequencies.forEach(
        (term, frequency) -> {
          rarities[ids.size()] = Math.log((1.0 + posts) / (1.0 + frequency)) + 1;
          ids.put(term, ids.size());
        });
  }

  /**
   * What a post says, as a sparse vector of length one.
   *
   * @param ids ascending, below {@link Terms#size}; not copied
   * @param weights one for each id, above 0; not copied
   */
  public record Weights(int[] ids, double[] weights) {
    public Weights {
      if (ids.length != weights.length) {
        throw new IllegalArgumentException(ids.length + " ids, " + weights.length + " weights");
      }
    }
  }

  /**
   * The terms of a training part.
   *
   * @param posts the words of each post of the training part, as {@link TextPreparation#words}
   *     gives them; no other posts may be among them
   * @param leastPosts in how many posts a term has to stand, 1 or more
   * @param mostTerms how many terms are kept, 1 to {@value #MOST_TERMS}: those of the most posts,
   *     equally frequent ones by their characters
   */
  public static Terms of(Collection<List<String>> posts, int leastPosts, int mostTerms) {
    if (leastPosts < 1 || mostTerms < 1 || mostTerms > MOST_TERMS) {
      throw new IllegalArgumentException(leastPosts + " posts, " + mostTerms + " terms");
    }
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> post : posts) {
      new HashSet<>(termsOf(post)).forEach(term -> counts.merge(term, 1, Integer::sum));
    }
    SortedMap<String, Integer> kept = new TreeMap<>();
    counts.entrySet().stream()
        .filter(term -> term.getValue() >= leastPosts)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(mostTerms)
        .forEach(term -> kept.put(requireOneField(term.getKey()), term.getValue()));
    return new Terms(posts.size(), kept);
  }

  /**
   * Reads a file of terms.
   *
   * @throws CovalenceException naming file and line when it is not one: another first line, a line
   *     without a count, terms out of order or twice, a count that cannot be, too many or too long
   *     lines, a last line that is cut, bytes that are not UTF-8
   */
  public static Terms read(Path file) {
    List<String> lines = Vocabulary.lines(file);
    if (lines.isEmpty() || !lines.get(0).startsWith(HEAD + "\t")) {
      throw fault("expected " + HEAD + " and a number, found none", file, 1);
    }
    if (lines.size() - 1 > MOST_TERMS) {
      throw fault("expected at most " + MOST_TERMS + " terms, found more", file, MOST_TERMS + 2);
    }
    int posts = count(lines.get(0), 0, Integer.MAX_VALUE, file, 1);
    SortedMap<String, Integer> frequencies = new TreeMap<>();
    String before = "";
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      int frequency = count(line, 1, posts, file, i + 1);
      String term = line.substring(0, line.indexOf('\t'));
      if (term.compareTo(before) <= 0) {
        throw fault(
            "expected a term after " + Excerpt.of(before) + ", found " + Excerpt.of(term),
            file,
            i + 1);
      }
      frequencies.put(term, frequency);
      before = term;
    }
    return new Terms(posts, frequencies);
  }

  /** Writes the file that {@link #read} reads. */
  public void write(Path file) {
    AtomicFiles.write(file, lines());
  }

  /** The content of that file. */
  public String lines() {
    StringBuilder lines = new StringBuilder(HEAD + "\t" + posts + "\n");
    frequencies.forEach(
        (term, frequency) -> lines.append(term).append('\t').append(frequency).append('\n'));
    return lines.toString();
  }

  /** How many terms there are; ids are below it. */
  public int size() {
    return rarities.length;
  }

  /** The terms in the order of their ids; the words of a pair have a space between. */
  public List<String> names() {
    return List.copyOf(frequencies.keySet());
  }

  /** The weights of a post's words; none where no term is known. */
  public Weights weights(List<String> words) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    for (String term : termsOf(words)) {
      Integer id = ids.get(term);
      if (id != null) {
        weights.merge(id, 1.0, Double::sum);
      }
    }
    double squares = 0;
    for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
      weight.setValue((1 + Math.log(weight.getValue())) * rarities[weight.getKey()]);
      squares += weight.getValue() * weight.getValue();
    }
    double length = Math.sqrt(squares);
    return new Weights(
        weights.keySet().stream().mapToInt(Integer::intValue).toArray(),
        weights.values().stream().mapToDouble(weight -> weight / length).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Terms t && posts == t.posts && frequencies.equals(t.frequencies);
  }

  @Override
  public int hashCode() {
    return 31 * posts + frequencies.hashCode();
  }

  @Override
  public String toString() {
    return size() + " terms of " + posts + " posts";
  }

  /** The words of a post, then its pairs of neighbours. */
  private static List<String> termsOf(List<String> words) {
    List<String> terms = new ArrayList<>(words);
    for (int i = 0; i + 1 < words.size(); i++) {
      terms.add(words.get(i) + " " + words.get(i + 1));
    }
    return terms;
  }

  private static String requireOneField(String term) {
    if (term.isEmpty() || term.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
      throw new IllegalArgumentException("no line of a file can hold " + Excerpt.of(term));
    }
    return term;
  }

  /** The number behind the one tab of a line, without any leniency. */
  private static int count(String line, int least, int most, Path file, int number) {
    int tab = line.indexOf('\t');
    String digits = line.substring(tab + 1);
    if (tab > 0 && digits.matches("0|[1-9][0-9]{0,8}")) {
      int count = Integer.parseInt(digits);
      if (count >= least && count <= most) {
        return count;
      }
    }
    throw fault(
        "expected a term, a tab and a number of posts, found " + Excerpt.of(line), file, number);
  }

  private static CovalenceException fault(String what, Path file, int line) {
    return CovalenceException.data(what, file + " line " + line, REMEDY);
  }
}
