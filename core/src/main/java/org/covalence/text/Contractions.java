package org.covalence.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes contractions apart as the Penn Treebank does ({@code do n't}, {@code it 's}), which is how
 * the texts behind GloVe were cut, so that a negation is one token of its own wherever it stands.
 * Unlike there the stem is whole ({@code ca n't} is {@code can n't}): the vectors of {@code ca} and
 * {@code wo} mean other things.
 */
final class Contractions {
  private static final List<String> ENDINGS = List.of("n't", "'s", "'m", "'re", "'ve", "'ll", "'d");

  /**
   * What does not come apart by its ending, and what people write without the apostrophe where that
   * makes no other word ({@code cant} and {@code wont} are rarer as words than as slips; {@code
   * well}, {@code ill}, {@code its} and {@code were} are not here for that reason).
   */
  private static final Map<String, List<String>> WHOLE =
      Map.ofEntries(
          Map.entry("ain't", List.of("is", "n't")),
          Map.entry("aint", List.of("is", "n't")),
          Map.entry("arent", List.of("are", "n't")),
          Map.entry("can't", List.of("can", "n't")),
          Map.entry("cannot", List.of("can", "not")),
          Map.entry("cant", List.of("can", "n't")),
          Map.entry("couldnt", List.of("could", "n't")),
          Map.entry("didnt", List.of("did", "n't")),
          Map.entry("doesnt", List.of("does", "n't")),
          Map.entry("dont", List.of("do", "n't")),
          Map.entry("hadnt", List.of("had", "n't")),
          Map.entry("hasnt", List.of("has", "n't")),
          Map.entry("havent", List.of("have", "n't")),
          Map.entry("im", List.of("i", "'m")),
          Map.entry("isnt", List.of("is", "n't")),
          Map.entry("ive", List.of("i", "'ve")),
          Map.entry("shan't", List.of("shall", "n't")),
          Map.entry("shouldnt", List.of("should", "n't")),
          Map.entry("thats", List.of("that", "'s")),
          Map.entry("theyre", List.of("they", "'re")),
          Map.entry("wasnt", List.of("was", "n't")),
          Map.entry("werent", List.of("were", "n't")),
          Map.entry("whats", List.of("what", "'s")),
          Map.entry("won't", List.of("will", "n't")),
          Map.entry("wont", List.of("will", "n't")),
          Map.entry("wouldnt", List.of("would", "n't")),
          Map.entry("y'all", List.of("you", "all")),
          Map.entry("yall", List.of("you", "all")),
          Map.entry("youre", List.of("you", "'re")),
          Map.entry("youve", List.of("you", "'ve")));

  private Contractions() {}

  /** The tokens of one lower-case word; the word itself where it is no contraction. */
  static List<String> split(String word) {
    List<String> whole = WHOLE.get(word);
    if (whole != null) {
      return whole;
    }
    if (word.indexOf('\'') < 0) {
      return List.of(word);
    }
    for (String ending : ENDINGS) {
      if (word.length() > ending.length() && word.endsWith(ending)) {
        List<String> tokens =
            new ArrayList<>(split(word.substring(0, word.length() - ending.length())));
        tokens.add(ending);
        return tokens;
      }
    }
    return List.of(word);
  }
}
