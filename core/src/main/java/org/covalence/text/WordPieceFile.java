package org.covalence.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * A tokenizer as it is published: {@code tokenizer.json} of the package {@code tokenizers}, or the
 * older {@code vocab.txt}. Only what {@link WordPiece} does exactly so is read; every other step is
 * a fault, because a model that gets other ids than in its training answers nonsense without a
 * word. How long texts may be and how a batch is filled is not taken from the file.
 */
final class WordPieceFile {
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_WORD_CHARS = 100;
  private static final int MOST_PIECES = 1 << 20;
  private static final int MOST_PIECE_CHARS = 200;
  private static final Set<String> PARTS =
      Set.of(
          "version",
          "truncation",
          "padding",
          "added_tokens",
          "normalizer",
          "pre_tokenizer",
          "post_processor",
          "decoder",
          "model");
  private static final Set<String> NORMALIZER =
      Set.of("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
  private static final Set<String> MODEL =
      Set.of("type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab");
  private static final List<String> FRAME = List.of(WordPiece.START, "A", WordPiece.END);
  private static final String REMEDY =
      "name the tokenizer of a BERT-like encoder that has word pieces";

  private final String place;

  private WordPieceFile(String place) {
    this.place = place;
  }

  static WordPiece read(Path file) {
    WordPieceFile reader = new WordPieceFile(file.toString());
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".txt")) {
      return reader.list(Vocabulary.lines(file));
    }
    try {
      return reader.json(StrictJson.object(file, MOST_BYTES));
    } catch (StrictJson.NotAnObject e) {
      throw reader.notJson(e);
    }
  }

  static WordPiece ofJson(String text, String place) {
    WordPieceFile reader = new WordPieceFile(place);
    try {
      return reader.json(StrictJson.object(text));
    } catch (StrictJson.NotAnObject e) {
      throw reader.notJson(e);
    }
  }

  private CovalenceException notJson(StrictJson.NotAnObject e) {
    return CovalenceException.data(String.valueOf(e.getMessage()), place, REMEDY, e);
  }

  private WordPiece list(List<String> lines) {
    Map<String, Integer> vocabulary = new HashMap<>(lines.size() * 2);
    for (int id = 0; id < lines.size(); id++) {
      vocabulary.put(lines.get(id), id);
    }
    requireSpecial(vocabulary);
    return new WordPiece(BertText.UNCASED, vocabulary, MOST_WORD_CHARS);
  }

  private WordPiece json(ObjectNode json) {
    requireKeys(json, PARTS, "the tokenizer");
    JsonNode model = part(json, "model", "WordPiece");
    requireKeys(model, MODEL, "model");
    requireText(model, "unk_token", WordPiece.UNKNOWN);
    requireText(model, "continuing_subword_prefix", WordPiece.CONTINUES);
    Map<String, Integer> vocabulary = vocabulary(model.path("vocab"));
    requireSpecial(vocabulary);
    requireAddedTokens(json.path("added_tokens"), vocabulary);
    part(json, "pre_tokenizer", "BertPreTokenizer");
    requireFrame(json.path("post_processor"));
    return new WordPiece(
        normalizer(part(json, "normalizer", "BertNormalizer")), vocabulary, mostWordChars(model));
  }

  private Map<String, Integer> vocabulary(JsonNode json) {
    if (!json.isObject() || json.size() > MOST_PIECES) {
      throw fault("expected a vocabulary of at most " + MOST_PIECES + " pieces in model.vocab");
    }
    Map<String, Integer> vocabulary = new HashMap<>(json.size() * 2);
    BitSet used = new BitSet(json.size());
    for (Map.Entry<String, JsonNode> piece : json.properties()) {
      String written = piece.getKey();
      JsonNode id = piece.getValue();
      if (written.isEmpty() || written.length() > MOST_PIECE_CHARS) {
        throw fault(
            "expected pieces of 1 to "
                + MOST_PIECE_CHARS
                + " characters, found one of "
                + written.length());
      }
      boolean isFree =
          id.isInt()
              && id.intValue() >= 0
              && id.intValue() < json.size()
              && !used.get(id.intValue());
      if (!isFree) {
        throw fault(
            "expected the ids 0 to "
                + (json.size() - 1)
                + " each once, found "
                + Excerpt.shown(id.toString())
                + " for "
                + Excerpt.of(written));
      }
      used.set(id.intValue());
      vocabulary.put(written, id.intValue());
    }
    return vocabulary;
  }

  private BertText normalizer(JsonNode json) {
    requireKeys(json, NORMALIZER, "normalizer");
    boolean lowerCases = truth(json, "lowercase");
    // Left open, accents go with the capitals: so in BERT's own code.
    boolean stripsAccents =
        json.hasNonNull("strip_accents") ? truth(json, "strip_accents") : lowerCases;
    return new BertText(
        truth(json, "clean_text"), truth(json, "handle_chinese_chars"), stripsAccents, lowerCases);
  }

  private int mostWordChars(JsonNode model) {
    JsonNode most = model.path("max_input_chars_per_word");
    if (most.isMissingNode()) {
      return MOST_WORD_CHARS;
    }
    if (!most.isInt() || most.intValue() < 1 || most.intValue() > TextLimit.MOST_CHARS) {
      throw fault(
          "expected 1 to "
              + TextLimit.MOST_CHARS
              + " in model.max_input_chars_per_word, found "
              + Excerpt.shown(most.toString()));
    }
    return most.intValue();
  }

  /** Ordinary words among them would be looked for before the text is cut into words. */
  private void requireAddedTokens(JsonNode tokens, Map<String, Integer> vocabulary) {
    for (JsonNode token : tokens) {
      String content = token.path("content").asText();
      Integer id = vocabulary.get(content);
      if (!token.path("special").asBoolean() || id == null || id != token.path("id").asInt(-1)) {
        throw fault(
            "expected added tokens that are special and stand in the vocabulary, found "
                + Excerpt.of(content));
      }
    }
  }

  private void requireFrame(JsonNode json) {
    List<String> frame = new ArrayList<>();
    String type = json.path("type").asText();
    if (type.equals("TemplateProcessing")) {
      for (JsonNode step : json.path("single")) {
        frame.add(
            step.has("Sequence")
                ? step.path("Sequence").path("id").asText()
                : step.path("SpecialToken").path("id").asText());
      }
    } else if (type.equals("BertProcessing")) {
      frame.add(json.path("cls").path(0).asText());
      frame.add("A");
      frame.add(json.path("sep").path(0).asText());
    }
    if (!frame.equals(FRAME)) {
      throw fault("expected a post_processor that makes " + FRAME + " of a text A, found " + frame);
    }
  }

  private void requireSpecial(Map<String, Integer> vocabulary) {
    for (String token : WordPiece.SPECIAL) {
      if (!vocabulary.containsKey(token)) {
        throw fault("expected " + token + " in the vocabulary, found none");
      }
    }
  }

  private JsonNode part(ObjectNode json, String name, String type) {
    JsonNode part = json.path(name);
    String found = part.path("type").asText("none");
    if (!found.equals(type)) {
      throw fault("expected " + name + " of type " + type + ", found " + Excerpt.shown(found));
    }
    return part;
  }

  private void requireKeys(JsonNode json, Set<String> known, String place) {
    for (Map.Entry<String, JsonNode> setting : json.properties()) {
      if (!known.contains(setting.getKey())) {
        throw fault(
            "expected known settings in " + place + ", found " + Excerpt.of(setting.getKey()));
      }
    }
  }

  private void requireText(JsonNode json, String key, String expected) {
    JsonNode found = json.path(key);
    if (!found.isTextual() || !found.textValue().equals(expected)) {
      throw fault(
          "expected " + expected + " as " + key + ", found " + Excerpt.shown(found.toString()));
    }
  }

  private boolean truth(JsonNode json, String key) {
    JsonNode found = json.path(key);
    if (!found.isBoolean()) {
      throw fault(
          "expected true or false as " + key + ", found " + Excerpt.shown(found.toString()));
    }
    return found.booleanValue();
  }

  private CovalenceException fault(String what) {
    return CovalenceException.data(what, place, REMEDY);
  }
}
