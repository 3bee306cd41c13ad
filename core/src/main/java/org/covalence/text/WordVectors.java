package org.covalence.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.covalence.post.Finding;
import org.covalence.store.CovalenceException;
import org.covalence.store.Safetensors;

/**
 * Published word vectors, as far as they are wanted. A file is read once, line by line, and only
 * the wanted words and the most frequent ones are held.
 */
public final class WordVectors {
  /** The widest vectors that are read. */
  public static final int MOST_WIDTH = 2048;

  private static final int BLOCK_VALUES = 1 << 20;

  private final int width;
  private final long lines;
  private final Map<String, float[]> vectors;
  private final List<String> frequent;
  private final List<Finding> findings;
  private final double deviation;

  private WordVectors(Collector collected) {
    this.width = collected.width;
    this.lines = collected.lines;
    this.vectors = Collections.unmodifiableMap(collected.vectors);
    this.frequent = List.copyOf(collected.frequent);
    this.findings = List.copyOf(collected.findings());
    this.deviation = deviation(vectors.values());
  }

  /**
   * Reads vectors for some posts: GloVe or word2vec text, plain or gzip, or, where the name ends in
   * {@code .safetensors}, a safetensors file with one matrix and a list of its words.
   *
   * @param wordList the words of a safetensors file, one a line in the order of the rows; where
   *     empty, {@code vocabulary.txt} in the folder of {@code file}. Not used for text
   * @param posts tokens whose vectors are wanted
   * @param mostFrequent how many words from the start of the file are wanted besides: files are
   *     ordered by frequency
   * @throws CovalenceException naming file and line when the file is empty, cut off or damaged, a
   *     line has another width, or a wanted word has something that is no finite number
   */
  public static WordVectors read(
      Path file, Optional<Path> wordList, Collection<List<String>> posts, int mostFrequent) {
    Set<String> tokens = new HashSet<>();
    posts.forEach(tokens::addAll);
    for (ClassToken kind : ClassToken.values()) {
      tokens.add(kind.token());
    }
    return read(file, wordList, Spellings.ofAll(tokens)::contains, mostFrequent);
  }

  static WordVectors read(
      Path file, Optional<Path> wordList, Predicate<String> wanted, int mostFrequent) {
    Collector collector = new Collector(wanted, mostFrequent);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      readMatrix(file, wordList.orElse(file.resolveSibling("vocabulary.txt")), collector);
    } else {
      VectorText.read(file, collector);
    }
    return new WordVectors(collector);
  }

  /** How many numbers a vector has. */
  public int width() {
    return width;
  }

  /** How many words the file has, wanted or not. */
  public long lines() {
    return lines;
  }

  /** How many words are held. */
  public int size() {
    return vectors.size();
  }

  /** The most frequent words, as many as were asked for, in the order of the file. */
  public List<String> frequent() {
    return frequent;
  }

  /** What was odd about the file without stopping the reader. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * The vector of a token, or of the first of its other spellings that has one. The array is not
   * copied: do not change it.
   */
  public Optional<float[]> find(String token) {
    float[] own = vectors.get(token);
    if (own != null) {
      return Optional.of(own);
    }
    return Spellings.of(token).stream().filter(vectors::containsKey).findFirst().map(vectors::get);
  }

  /** The standard deviation of all numbers held, around their mean; 0 where there are none. */
  public double deviation() {
    return deviation;
  }

  private static void readMatrix(Path file, Path wordList, Collector collector) {
    Safetensors tensors = Safetensors.open(file);
    List<Safetensors.Entry> matrices =
        tensors.entries().values().stream()
            .filter(e -> e.type().isFloat() && e.shape().size() == 2)
            .toList();
    if (matrices.size() != 1) {
      throw CovalenceException.data(
          "expected one matrix of word vectors, found " + matrices.size(),
          file.toString(),
          "keep only the matrix of words by width in the file");
    }
    Safetensors.Entry matrix = matrices.get(0);
    List<String> words = Vocabulary.lines(wordList);
    long columns = matrix.shape().get(1);
    if (matrix.shape().get(0) != words.size()) {
      throw CovalenceException.data(
          "expected " + matrix.shape().get(0) + " words, found " + words.size(),
          wordList.toString(),
          "name the list that belongs to " + file);
    }
    if (words.isEmpty() || columns < 1 || columns > MOST_WIDTH) {
      throw CovalenceException.data(
          "expected words with 1 to " + MOST_WIDTH + " numbers, found shape " + matrix.shape(),
          file.toString(),
          "name a file of word vectors");
    }
    int width = (int) columns;
    collector.width(width);
    int rows = Math.max(1, BLOCK_VALUES / width);
    for (int first = 0; first < words.size(); first += rows) {
      int count = Math.min(rows, words.size() - first);
      float[] block = tensors.floats(matrix.name(), (long) first * width, (long) count * width);
      for (int row = 0; row < count; row++) {
        String word = words.get(first + row);
        if (collector.wants(word)) {
          float[] vector = new float[width];
          System.arraycopy(block, row * width, vector, 0, width);
          requireFinite(vector, word, file);
          collector.add(word, vector, file + " row " + (first + row));
        } else {
          collector.passOver();
        }
      }
    }
  }

  private static void requireFinite(float[] vector, String word, Path file) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw CovalenceException.data(
            "expected finite numbers, found " + value + " for " + word,
            file.toString(),
            "write the file again without it");
      }
    }
  }

  private static double deviation(Collection<float[]> vectors) {
    long count = 0;
    double sum = 0;
    double squares = 0;
    for (float[] vector : vectors) {
      for (float value : vector) {
        sum += value;
        squares += (double) value * value;
      }
      count += vector.length;
    }
    return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
  }

  /** Gathers what a reader of one of the formats comes across. */
  static final class Collector {
    private final Predicate<String> wanted;
    private final int mostFrequent;
    private final Map<String, float[]> vectors = new LinkedHashMap<>();
    private final List<String> frequent = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int width;
    private long lines;
    private long duplicates;
    private String firstDuplicate = "";

    Collector(Predicate<String> wanted, int mostFrequent) {
      this.wanted = wanted;
      this.mostFrequent = mostFrequent;
    }

    void width(int found) {
      width = found;
    }

    void note(Finding finding) {
      findings.add(finding);
    }

    boolean wants(String word) {
      return lines < mostFrequent || wanted.test(word);
    }

    void passOver() {
      lines++;
    }

    /** Takes a wanted word; of a word that comes twice the first vector stays. */
    void add(String word, float[] vector, String place) {
      boolean isFrequent = lines++ < mostFrequent;
      if (vectors.putIfAbsent(word, vector) == null) {
        if (isFrequent) {
          frequent.add(word);
        }
      } else if (duplicates++ == 0) {
        firstDuplicate = place;
      }
    }

    private List<Finding> findings() {
      if (duplicates > 0) {
        findings.add(
            Finding.noted(
                "duplicate-word",
                firstDuplicate,
                duplicates + " words stand in the file twice; this is the first",
                "the first vector of each was taken; remove the others if they are the right ones"));
      }
      return findings;
    }
  }
}
