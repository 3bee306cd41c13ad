package org.covalence.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.covalence.graph.OnnxFile;
import org.covalence.spec.E5Spec;
import org.covalence.spec.MiniLmSpec;
import org.covalence.spec.SentenceEncoderSpec;
import org.covalence.spec.SentenceSpec;
import org.covalence.store.CovalenceException;
import org.covalence.store.Unreadable;
import org.covalence.text.SentencePooling;
import org.covalence.text.WordPiece;

/**
 * A published sentence encoder with its tokenizer.
 *
 * @param title what remarks call it
 * @param tokenizer the text of its tokenizer's file
 * @param ending of that file: {@code .json} or {@code .txt}
 * @param prefix what it wants to stand before each text
 * @param pooling how its authors read its token states
 */
record SentenceNetwork(
    String title,
    OnnxFile graph,
    WordPiece pieces,
    String tokenizer,
    String ending,
    String prefix,
    SentencePooling pooling) {
  private static final long MOST_TOKENIZER_BYTES = 32L << 20;

  /** all-MiniLM-L6-v2, as langchain4j's artifact carries it. */
  private static SentenceNetwork miniLm() {
    return bundled("all-MiniLM-L6-v2", "all-minilm-l6-v2-q", "", SentencePooling.MEAN);
  }

  /** E5-small-v2; its authors have every text that is not searched for begin with a word. */
  private static SentenceNetwork e5() {
    return bundled("E5-small-v2", "e5-small-v2-q", "query: ", SentencePooling.MEAN);
  }

  /** BGE-small-en-v1.5, whose first token was trained to stand for the whole text. */
  private static SentenceNetwork bge() {
    return bundled("BGE-small-en-v1.5", "bge-small-en-v1.5-q", "", SentencePooling.FIRST);
  }

  /** The one that a spec names. */
  static SentenceNetwork of(SentenceEncoderSpec spec) {
    if (spec instanceof MiniLmSpec) {
      return miniLm();
    }
    if (spec instanceof E5Spec) {
      return e5();
    }
    return spec instanceof SentenceSpec own ? read(own) : bge();
  }

  private static SentenceNetwork read(SentenceSpec spec) {
    String name = spec.tokenizer().toString();
    try {
      if (Files.size(spec.tokenizer()) > MOST_TOKENIZER_BYTES) {
        throw CovalenceException.data(
            "the file is far too big for a tokenizer", name, "name another one");
      }
      return new SentenceNetwork(
          String.valueOf(spec.file().getFileName()),
          OnnxFile.read(spec.file()),
          WordPiece.read(spec.tokenizer()),
          Files.readString(spec.tokenizer()),
          name.toLowerCase(Locale.ROOT).endsWith(".txt") ? ".txt" : ".json",
          spec.prefix(),
          spec.pooling());
    } catch (IOException e) {
      throw Unreadable.because(e, spec.tokenizer());
    }
  }

  private static SentenceNetwork bundled(
      String title, String resource, String prefix, SentencePooling pooling) {
    String place = "the library langchain4j-embeddings-" + resource;
    String tokenizer =
        new String(bytes("/" + resource + "-tokenizer.json", place), StandardCharsets.UTF_8);
    return new SentenceNetwork(
        title,
        OnnxFile.of(bytes("/" + resource + ".onnx", place), place),
        WordPiece.ofJson(tokenizer, place),
        tokenizer,
        ".json",
        prefix,
        pooling);
  }

  private static byte[] bytes(String resource, String place) {
    try (InputStream in = SentenceNetwork.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw CovalenceException.usage(
            "the sentence encoder is not in this program",
            place,
            "add dev.langchain4j:"
                + place.substring(place.lastIndexOf(' ') + 1)
                + " to the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a part of the program cannot be read", e);
    }
  }
}
