package org.covalence.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DownloadsTest {
  @ParameterizedTest
  @MethodSource("org.covalence.download.Downloads#all")
  void all_areFetchedOverHttpsAndHaveALicence(PublishedFile file) {
    assertThat(file.address().getScheme()).isEqualTo("https");
    assertThat(file.licence()).isNotBlank();
    assertThat(file.purpose()).isNotBlank();
    assertThat(file.wanted()).doesNotContain("/").startsWith(file.name());
  }

  @Test
  void all_haveTheirOwnNames() {
    assertThat(Downloads.all()).extracting(PublishedFile::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "densenet121, densenet121-a639ec97.pth",
    "DenseNet169, densenet169-b2777c0a.pth",
    "densenet201-c1103571.pth, densenet201-c1103571.pth",
    "glove.6B.100d, glove.6B.100d.txt",
    "glove.twitter.27b.50d, glove.twitter.27B.50d.txt"
  })
  void find_takesTheNameOrTheFileNameInAnyCase(String name, String wanted) {
    assertThat(Downloads.find(name).wanted()).isEqualTo(wanted);
  }

  @Test
  void find_ofTorchvisionsFilesChecksTheDigitsInTheirNames() {
    for (String name : new String[] {"densenet121", "densenet169", "densenet201"}) {
      PublishedFile file = Downloads.find(name);
      assertThat(file.fileName()).contains("-" + file.sha256().substring(0, 8) + ".");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "densenet112, did you mean densenet121?",
    "glove.6B.100, did you mean glove.6B.100d?",
    "transformer, choose one of densenet121"
  })
  void find_ofAnUnknownNameSuggestsTheNearest(String name, String remedy) {
    assertThatThrownBy(() -> Downloads.find(name))
        .isInstanceOf(CovalenceException.class)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @CsvSource({"abcd, 1", "ABCDEF01, 1", "abcdef0x, 1", "abcdef01, 0"})
  void publishedFile_needsAHashAndASize(String hash, long bytes) {
    assertThatThrownBy(
            () ->
                new PublishedFile(
                    "x", "x", URI.create("https://x/x"), bytes, hash, "x", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void size_isSaidAsPeopleSayIt() {
    assertThat(Downloads.find("densenet121").size()).isEqualTo("32 MB");
    assertThat(Downloads.find("glove.twitter.27B.25d").size()).isEqualTo("1.5 GB");
  }
}
