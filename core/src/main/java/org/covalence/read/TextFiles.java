package org.covalence.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.covalence.post.Finding;
import org.covalence.store.ByteOrderMark;
import org.covalence.store.Excerpt;

/**
 * Texts as files of their own, in one encoding that is never guessed: MVSA's went through a Chinese
 * code page, and two of them (3323, 4499) happen to be valid UTF-8 too.
 */
final class TextFiles implements TextSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final PostFiles files;
  private final Charset charset;
  private int beyondAscii;
  private int validUtf8;

  TextFiles(PostFiles files, Optional<Charset> encoding) {
    this.files = files;
    this.charset = encoding.orElseGet(() -> ReadOptions.encodingNamed("GB18030"));
  }

  @Override
  public Optional<String> text(String id) throws BadPost {
    Optional<Path> file = files.text(id);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = bytes(file.get());
    if (charset != StandardCharsets.UTF_8) {
      watch(bytes, file.get());
    }
    String text = decode(bytes, file.get());
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  @Override
  public Set<String> ids() {
    return files.withText();
  }

  @Override
  public Set<String> faulty() {
    return Set.of();
  }

  @Override
  public String encoding() {
    return charset.name();
  }

  /**
   * Text in UTF-8 often decodes as GB18030 as well, to rubbish; text in GB18030 hardly ever as
   * UTF-8 (2 of 1,019 in MVSA-Single). So many that could be either are worth a word.
   */
  @Override
  public List<Finding> notes() {
    if (2 * validUtf8 <= beyondAscii) {
      return List.of();
    }
    return List.of(
        Finding.noted(
            "doubtful-encoding",
            files.folder().toString(),
            validUtf8
                + " of "
                + beyondAscii
                + " texts that are not plain ASCII are valid UTF-8, and were read as "
                + charset,
            "look at a few, and use --encoding UTF-8 if they read better so"));
  }

  private static byte[] bytes(Path file) throws BadPost {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new BadPost(
            "text-too-long",
            "expected a text of at most "
                + MAX_BYTES
                + " bytes, found a longer one in "
                + name(file),
            "check that it is the text of one post");
      }
      return bytes;
    } catch (IOException e) {
      throw new BadPost(
          "unreadable-text",
          "expected a text, found a file that cannot be read: " + name(file),
          "check the permissions of the file");
    }
  }

  private String decode(byte[] bytes, Path file) throws BadPost {
    ByteBuffer undecoded = ByteBuffer.wrap(bytes);
    CharsetDecoder decoder = charset.newDecoder();
    try {
      return decoder.decode(undecoded).toString();
    } catch (CharacterCodingException e) {
      throw wrongEncoding("other bytes at byte " + undecoded.position(), file);
    }
  }

  private void watch(byte[] bytes, Path file) throws BadPost {
    if (ByteOrderMark.of(bytes).filter(m -> m.charset().equals("UTF-8")).isPresent()) {
      throw wrongEncoding("the byte order mark of UTF-8", file);
    }
    boolean isAscii = true;
    for (byte b : bytes) {
      isAscii &= b >= 0;
    }
    if (isAscii) {
      return;
    }
    beyondAscii++;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      validUtf8++;
    } catch (CharacterCodingException e) {
      // Not UTF-8, as expected of text in another encoding.
    }
  }

  private static String name(Path file) {
    return Excerpt.of(String.valueOf(file.getFileName()));
  }

  private BadPost wrongEncoding(String found, Path file) {
    return new BadPost(
        "wrong-encoding",
        "expected text in " + charset + ", found " + found + " of " + name(file),
        "name the encoding of the texts by --encoding");
  }
}
