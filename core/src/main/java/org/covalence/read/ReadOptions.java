package org.covalence.read;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.covalence.label.LabelMap;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;

/**
 * How to read a folder or file of posts.
 *
 * @param encoding of the texts; the layout's own default where it is empty: GB18030 for the text
 *     files of an MVSA folder, UTF-8 for everything else
 * @param layout {@code mvsa}, {@code jsonl} or {@code csv}; recognised where it is empty
 * @param strict whether the first post that would be left out stops the reading
 * @param labels what label words mean
 */
public record ReadOptions(
    Optional<Charset> encoding, Optional<String> layout, boolean strict, LabelMap labels) {
  /** Everything by default. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(Optional.empty(), Optional.empty(), false, LabelMap.NONE);

  public ReadOptions withEncoding(Charset charset) {
    return new ReadOptions(Optional.of(charset), layout, strict, labels);
  }

  public ReadOptions withLayout(String name) {
    return new ReadOptions(encoding, Optional.of(name), strict, labels);
  }

  public ReadOptions withStrict(boolean stops) {
    return new ReadOptions(encoding, layout, stops, labels);
  }

  public ReadOptions withLabels(LabelMap map) {
    return new ReadOptions(encoding, layout, strict, map);
  }

  /** The encoding that {@code name} means; a usage fault where this Java knows none. */
  public static Charset encodingNamed(String name) {
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw CovalenceException.usage(
          "expected the name of an encoding, found " + Excerpt.of(name),
          "--encoding",
          "use for example UTF-8, GB18030, ISO-8859-1 or windows-1252");
    }
  }
}
