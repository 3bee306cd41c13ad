package org.covalence.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.covalence.post.Post;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files are told as such, and never end in any other exception. */
final class ReaderFuzzTest {
  private static final int ROUNDS = 400;
  private static final byte[] TELLING =
      "\n\r\t\"',:{}[]\\u0\0é\uFEFF".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          labelResultAll.txt | ID\\ttext,image\\ttext,image\\n1\\tpositive,neutral\\tneutral,neutral\\r\\n2'negative,negative'positive,neutral\\n3\\tneutral,neutral\\tneutral,neutral\\n
          texts.jsonl        | {"id":"1","text":"a \\"b\\" é"}\\n{"id":2,"text":null}\\n{"id":"3","text":"x"}\\n
          posts.jsonl        | {"id":"1","text":"a","image":"a.jpg","label":"neutral"}\\n{"id":"2","text":"b","labels":{"text":"neutral"}}\\n
          posts.csv          | id,text,image,label\\n1,"a, ""b""\\nc",a.jpg,neutral\\r\\n2,é,,positive\\n
          """)
  void read_damagedFile_neverFailsOtherwise(String name, String pattern) throws IOException {
    byte[] whole = pattern.translateEscapes().getBytes(StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("a.jpg"), "picture");
    if (name.equals("texts.jsonl")) {
      Files.writeString(folder.resolve("labelResultAll.txt"), "1\tneutral,neutral\n");
    }
    if (name.equals("labelResultAll.txt")) {
      WrittenPosts.write(folder.resolve("data/1.txt"), "a");
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(whole, random);
      Files.write(folder.resolve(name), damaged);
      try {
        Corpus corpus = CorpusReader.read(folder, ReadOptions.DEFAULT);
        Set<String> ids = new HashSet<>();
        for (Post post : corpus.posts()) {
          assertThat(ids.add(post.id())).isTrue();
          assertThat(post.modalities()).isNotEmpty();
        }
        read++;
      } catch (CovalenceException e) {
        assertThat(e.where()).isNotBlank();
      } catch (RuntimeException | Error e) {
        fail(
            "seed "
                + seed
                + ", round "
                + round
                + ": "
                + new String(damaged, StandardCharsets.UTF_8),
            e);
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
          (char)
              (random.nextBoolean()
                  ? random.nextInt(256)
                  : TELLING[random.nextInt(TELLING.length)] & 0xFF);
      switch (random.nextInt(10)) {
        case 0 -> bytes.setLength(at);
        case 1, 2, 3 -> bytes.insert(at, any);
        case 4, 5 -> bytes.delete(at, Math.min(bytes.length(), at + 1 + random.nextInt(5)));
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
