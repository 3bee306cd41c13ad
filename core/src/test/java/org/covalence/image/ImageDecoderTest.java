package org.covalence.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.covalence.post.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDecoderTest {
  @Test
  void decode_fromManyThreads_givesTheSamePictures() throws Exception {
    List<String> names = Fixtures.names().toList();
    List<String> alone = names.stream().map(ImageDecoderTest::hash).toList();
    List<Callable<List<String>>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(() -> names.stream().map(ImageDecoderTest::hash).toList());
    }

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<List<String>> together : threads.invokeAll(tasks)) {
        assertThat(together.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void decode_leavesTheFilesBytesAlone() {
    for (String name : Fixtures.names().toList()) {
      byte[] file = Fixtures.bytes(name);
      Fixtures.DECODER.decode(file, name);
      assertThat(file).as(name).isEqualTo(Fixtures.bytes(name));
    }
  }

  @Test
  void read_givesTheBytesOfAFileAndOfMemory(@TempDir Path folder) throws IOException {
    byte[] bytes = Fixtures.bytes("grey.png");
    Path file = Files.write(folder.resolve("1.jpg"), bytes);

    assertThat(Fixtures.DECODER.read(new Content.Stored(file), "1")).isEqualTo(bytes);
    assertThat(Fixtures.DECODER.read(new Content.InMemory(bytes), "1")).isSameAs(bytes);
  }

  @Test
  void limits_withoutRoom_areRefused() {
    assertThatThrownBy(() -> new DecodeLimits(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DecodeLimits(1, 1, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pixels_ofAnotherLength_areRefused() {
    assertThatThrownBy(() -> new Pixels(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 3 bytes for each of 2 x 2 pixels, found 11");
  }

  private static String hash(String name) {
    return Fixtures.sha256(Fixtures.decode(name).rgb());
  }
}
