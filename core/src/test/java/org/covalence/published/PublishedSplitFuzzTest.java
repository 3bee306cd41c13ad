package org.covalence.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged split files are told as such, and never end in any other exception. */
final class PublishedSplitFuzzTest {
  private static final int ROUNDS = 600;
  private static final String TELLING = "\n\r\t\"',:{}[]\\u0\0\u00ef\u00bb\u00bf-.e9";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train.json         | [{"id":"1","text":"a \\\\"b\\\\" é","emotion_label":0},\\n {"id":2,"label":"neutral"}]\\n
          train.jsonl        | {"id":"1","label":"positive","text":"a"}\\n{"id":"2","label":"neutral"}\\n
          train.txt          | guid,tag\\n1,positive\\n2,null\\n
          valid_pairlist.txt | 1,1,1,1\\n2,0,0,1\\n3,2,2,2\\n
          train_1.txt        | 0\\n1\\n2\\n
          """)
  void read_damagedFile_neverFailsOtherwise(String name, String pattern) throws IOException {
    byte[] whole = pattern.translateEscapes().getBytes(StandardCharsets.UTF_8);
    boolean folds = name.equals("valid_pairlist.txt") || name.equals("train_1.txt");
    if (folds) {
      Files.writeString(folder.resolve("valid_pairlist.txt"), "1,1,1,1\n2,0,0,1\n3,2,2,2\n");
      Files.writeString(folder.resolve("train_1.txt"), "1\n2\n");
      Files.writeString(folder.resolve("val_1.txt"), "0\n");
      Files.writeString(folder.resolve("test_1.txt"), "0\n");
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(whole, random);
      Files.write(folder.resolve(name), damaged);
      try {
        PublishedSplit split =
            PublishedSplit.read(folder, folds ? Optional.of(1) : Optional.empty());
        assertThat(split.ids().train().orElseThrow().ids()).isNotEmpty();
        read++;
      } catch (CovalenceException e) {
        assertThat(e.where()).isNotBlank();
      } catch (RuntimeException | Error e) {
        String shown = new String(damaged, StandardCharsets.UTF_8);
        fail("seed " + seed + ", round " + round + ": " + shown, e);
      }
    }
    assertThat(read).as("rounds in which something could be read, seed %d", seed).isPositive();
  }

  /** One to four bytes changed, put in or taken out, or the file cut. */
  private static byte[] damage(byte[] whole, Random random) {
    StringBuilder bytes = new StringBuilder(new String(whole, StandardCharsets.ISO_8859_1));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length() + 1);
      char any =
          random.nextBoolean()
              ? (char) random.nextInt(256)
              : TELLING.charAt(random.nextInt(TELLING.length()));
      switch (random.nextInt(8)) {
        case 0 -> bytes.setLength(at);
        case 1, 2, 3 -> bytes.insert(at, any);
        case 4 -> bytes.delete(at, Math.min(bytes.length(), at + 1 + random.nextInt(5)));
        default -> {
          if (at < bytes.length()) {
            bytes.setCharAt(at, any);
          }
        }
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
