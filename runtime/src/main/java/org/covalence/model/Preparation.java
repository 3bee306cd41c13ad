package org.covalence.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.covalence.face.FaceFeatures;
import org.covalence.image.ImagePreparation;
import org.covalence.store.CovalenceException;
import org.covalence.text.SentencePooling;
import org.covalence.text.SentencePreparation;
import org.covalence.text.TextPreparation;
import org.covalence.text.lexicon.LexiconFeatures;

/** How one modality of a post is made ready for its encoder. */
public sealed interface Preparation {
  /** The preparation as it stands in {@code model.json}. */
  ObjectNode toJson();

  /**
   * The inputs that a graph must have.
   *
   * @param main the one that its encoder names
   */
  default List<String> inputs(String main) {
    return List.of(main);
  }

  /** Which dimension of the graph's output is the width. */
  default int widthAxis() {
    return 1;
  }

  /** The dimensions of the graph's output of states: batch, steps and width. */
  default int stateRank() {
    return 3;
  }

  /** Which of these is the width. */
  default int stateAxis() {
    return 2;
  }

  /** Whether nothing comes after it: what it gives are the features. */
  default boolean isWhole() {
    return false;
  }

  /** Words to token ids. The vocabulary stands in a file of its own. */
  record Tokens(TextPreparation text) implements Preparation {
    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "tokens")
          .put("version", TextPreparation.VERSION)
          .put("maxTokens", text.maxTokens())
          .put("dropsRetweetMark", text.dropsRetweetMark());
    }
  }

  /** A picture to numbers. */
  record Picture(ImagePreparation image) implements Preparation {
    /**
     * Regions are given as they are, batch × width × rows × columns, and brought in order after.
     */
    @Override
    public int stateRank() {
      return 4;
    }

    @Override
    public int stateAxis() {
      return 1;
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("kind", "picture")
              .put("version", ImagePreparation.VERSION)
              .put("shortSidePixels", image.shortSidePixels())
              .put("cropPixels", image.cropPixels());
      numbers(json.putArray("mean"), image.scaling().mean());
      numbers(json.putArray("deviation"), image.scaling().deviation());
      return json;
    }
  }

  /**
   * A text to word pieces for a sentence encoder.
   *
   * @param tokenizer name of the file of word pieces
   */
  record Sentence(SentencePreparation sentence, String tokenizer) implements Preparation {
    /** The graph's input of word pieces: batch × steps. */
    public static final String IDS = "input_ids";

    /** The graph's input of which of them count: batch × steps. */
    public static final String MASK = "attention_mask";

    @Override
    public List<String> inputs(String main) {
      return List.of(IDS, MASK);
    }

    /** States are given, batch × steps × width, and made one vector after. */
    @Override
    public int widthAxis() {
      return 2;
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "sentence")
          .put("version", SentencePreparation.VERSION)
          .put("maxTokens", sentence.maxTokens())
          .put("prefix", sentence.prefix())
          .put("pooling", sentence.pooling().name().toLowerCase(Locale.ROOT))
          .put("tokenizer", tokenizer);
    }
  }

  /**
   * A text to its TF-IDF terms.
   *
   * @param terms name of the file of terms
   */
  record Terms(TextPreparation text, String terms) implements Preparation {
    /** The graph's input of the terms of each text: batch × terms. */
    public static final String IDS = "terms";

    /** The graph's input of their weights, zero where there are fewer: batch × terms. */
    public static final String WEIGHTS = "weights";

    @Override
    public List<String> inputs(String main) {
      return List.of(IDS, WEIGHTS);
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "terms")
          .put("version", TextPreparation.VERSION)
          .put("maxTokens", text.maxTokens())
          .put("dropsRetweetMark", text.dropsRetweetMark())
          .put("terms", terms);
    }
  }

  /** A text to the numbers of the sentiment lexicon. */
  record Lexicon() implements Preparation {
    @Override
    public boolean isWhole() {
      return true;
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "lexicon")
          .put("version", LexiconFeatures.VERSION);
    }
  }

  /** A picture to the numbers of its faces. */
  record Faces() implements Preparation {
    @Override
    public boolean isWhole() {
      return true;
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "faces")
          .put("version", FaceFeatures.VERSION);
    }
  }

  /** Reads what {@link #toJson} wrote. {@code place} names the file in faults. */
  static Preparation read(JsonNode json, String place) {
    String kind = Fields.text(json, "kind", place);
    try {
      switch (kind) {
        case "tokens" -> {
          requireVersion(json, "texts", TextPreparation.VERSION, place);
          return new Tokens(
              new TextPreparation(
                  Fields.number(json, "maxTokens", place),
                  Fields.truth(json, "dropsRetweetMark", place)));
        }
        case "sentence" -> {
          requireVersion(json, "texts", SentencePreparation.VERSION, place);
          return new Sentence(
              new SentencePreparation(
                  Fields.number(json, "maxTokens", place),
                  Fields.text(json, "prefix", place),
                  // Before there was a choice, all were read by their mean.
                  json.has("pooling") ? pooling(json, place) : SentencePooling.MEAN),
              Fields.text(json, "tokenizer", place));
        }
        case "terms" -> {
          requireVersion(json, "texts", TextPreparation.VERSION, place);
          return new Terms(
              new TextPreparation(
                  Fields.number(json, "maxTokens", place),
                  Fields.truth(json, "dropsRetweetMark", place)),
              Fields.text(json, "terms", place));
        }
        case "lexicon" -> {
          requireVersion(json, "texts", LexiconFeatures.VERSION, place);
          return new Lexicon();
        }
        case "faces" -> {
          requireVersion(json, "pictures", FaceFeatures.VERSION, place);
          return new Faces();
        }
        case "picture" -> {
          // Before it was told, there was one way.
          if (json.has("version") || ImagePreparation.VERSION > 1) {
            requireVersion(json, "pictures", ImagePreparation.VERSION, place);
          }
          return new Picture(
              new ImagePreparation(
                  Fields.number(json, "shortSidePixels", place),
                  Fields.number(json, "cropPixels", place),
                  new ImagePreparation.Scaling(
                      numbers(Fields.node(json, "mean", place)),
                      numbers(Fields.node(json, "deviation", place)))));
        }
        default ->
            throw CovalenceException.data(
                "there is no preparation " + kind,
                place,
                "use the version of Covalence that wrote the model");
      }
    } catch (IllegalArgumentException e) {
      throw CovalenceException.data(
          "the preparation does not make sense: " + e.getMessage(),
          place,
          "restore the folder as it was written",
          e);
    }
  }

  private static void requireVersion(JsonNode json, String prepared, int known, String place) {
    int version = Fields.number(json, "version", place);
    if (version != known) {
      throw CovalenceException.data(
          prepared
              + " were prepared in way "
              + version
              + " for this model, and this program knows way "
              + known,
          place,
          "use the version of Covalence that wrote the model, or train it again");
    }
  }

  private static SentencePooling pooling(JsonNode json, String place) {
    String named = Fields.text(json, "pooling", place);
    return Arrays.stream(SentencePooling.values())
        .filter(p -> p.name().toLowerCase(Locale.ROOT).equals(named))
        .findFirst()
        .orElseThrow(
            () -> CovalenceException.data("there is no pooling " + named, place, Fields.REMEDY));
  }

  private static void numbers(ArrayNode array, List<Double> numbers) {
    numbers.forEach(array::add);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(n -> numbers.add(n.asDouble(Double.NaN)));
    return numbers;
  }
}
