package org.covalence.text;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.covalence.store.CovalenceException;

/**
 * The vectors a vocabulary starts from, before anything is learnt.
 *
 * @param rows one for each id of the vocabulary
 * @param width numbers in a row
 * @param values {@code rows × width}, row-major; not copied
 * @param known how many rows come from word vectors; the others are random, but for padding and
 *     unknown, which are zero
 */
public record Embeddings(int rows, int width, float[] values, int known) {
  private static final double PLAIN_DEVIATION = 0.1;
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  public Embeddings {
    if (values.length != Math.multiplyExact(rows, width)) {
      throw new IllegalArgumentException(
          rows + " rows of " + width + " are not " + values.length + " values");
    }
  }

  /**
   * The vector of every token that has one, in its own or another spelling. The others are normally
   * distributed with the vectors' own standard deviation, so that no row stands out by its length.
   */
  public static Embeddings of(Vocabulary vocabulary, WordVectors vectors, long seed) {
    return fill(vocabulary, vectors.width(), Optional.of(vectors), vectors.deviation(), seed);
  }

  /** Random rows alone, normally distributed with a standard deviation of 0.1. */
  public static Embeddings random(Vocabulary vocabulary, int width, long seed) {
    return fill(vocabulary, width, Optional.empty(), PLAIN_DEVIATION, seed);
  }

  /** A copy of one row. */
  public float[] row(int id) {
    float[] row = new float[width];
    System.arraycopy(values, id * width, row, 0, width);
    return row;
  }

  private static Embeddings fill(
      Vocabulary vocabulary,
      int width,
      Optional<WordVectors> vectors,
      double deviation,
      long seed) {
    List<String> tokens = vocabulary.tokens();
    if ((long) tokens.size() * width > MOST_VALUES) {
      throw CovalenceException.usage(
          "a table of " + tokens.size() + " tokens by " + width + " numbers is too big",
          "frequent-words",
          "take fewer frequent words or narrower vectors");
    }
    float[] values = new float[tokens.size() * width];
    int known = 0;
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      Optional<float[]> vector = vectors.flatMap(v -> v.find(token));
      // An unknown token says nothing until training finds what it mostly means; noise would say
      // something.
      if (id == Vocabulary.PADDING || id == Vocabulary.UNKNOWN) {
        continue;
      }
      if (vector.isPresent()) {
        System.arraycopy(vector.get(), 0, values, id * width, width);
        known++;
      } else {
        // Seeded by the token too: a word more in the vocabulary leaves the other rows as they are.
        Random random = new Random(seed * 0x9e3779b97f4a7c15L + token.hashCode());
        for (int i = id * width; i < (id + 1) * width; i++) {
          values[i] = (float) (deviation * random.nextGaussian());
        }
      }
    }
    return new Embeddings(tokens.size(), width, values, known);
  }
}
