package org.covalence.download;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;

/**
 * Every file that can be fetched. Sizes and full hashes are those that several independent projects
 * state for these files (DenseNet-121 and GloVe; PyTorch's own tests for GloVe's archives); for
 * DenseNet-169 and -201 nobody states more than torchvision's file name does.
 */
public final class Downloads {
  private static final List<PublishedFile> ALL = catalogue();

  private Downloads() {}

  /** The catalogue, in the order in which it is listed. */
  public static List<PublishedFile> all() {
    return ALL;
  }

  /**
   * The file called {@code name}, or the one whose file name that is.
   *
   * @throws CovalenceException if there is none; names the nearest
   */
  public static PublishedFile find(String name) {
    for (PublishedFile file : ALL) {
      if (file.name().equalsIgnoreCase(name) || file.wanted().equalsIgnoreCase(name)) {
        return file;
      }
    }
    List<String> names = ALL.stream().map(PublishedFile::name).toList();
    throw CovalenceException.usage(
        "nothing to download is called " + name,
        "the name of the download",
        Settings.nearest(name, names)
            .map(n -> "did you mean " + n + "?")
            .orElse("choose one of " + String.join(", ", names)));
  }

  private static List<PublishedFile> catalogue() {
    List<PublishedFile> files = new ArrayList<>();
    files.add(
        denseNet(
            "121", 32_342_954, "a639ec97d7c33b07ae66f0b5fb7d0192f95a3b11b7576c66c0126c2a727c4395"));
    files.add(denseNet("169", 57_365_526, "b2777c0a"));
    files.add(denseNet("201", 81_131_730, "c1103571"));
    for (int width : new int[] {50, 100, 200, 300}) {
      files.add(
          glove(
              "6B",
              width,
              "400,000 words of Wikipedia 2014 and Gigaword 5",
              862_182_613,
              "617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb"));
    }
    for (int width : new int[] {25, 50, 100, 200}) {
      files.add(
          glove(
              "twitter.27B",
              width,
              "1.2 million words of two billion tweets",
              1_520_408_563,
              "792af52f795d1a32c9842a3240f5f3fe5e941a8ff6df5eb0f9d668092ebc019c"));
    }
    return List.copyOf(files);
  }

  private static PublishedFile denseNet(String layers, long bytes, String sha256) {
    return new PublishedFile(
        "densenet" + layers,
        "image encoder DenseNet-" + layers + " of torchvision, trained on ImageNet-1k",
        URI.create(
            String.format(
                Locale.ROOT,
                "https://download.pytorch.org/models/densenet%s-%s.pth",
                layers,
                sha256.substring(0, 8))),
        bytes,
        sha256,
        "BSD-3-Clause (torchvision); the pictures of ImageNet it learnt from are for research",
        Optional.empty());
  }

  private static PublishedFile glove(
      String corpus, int width, String words, long bytes, String sha256) {
    return new PublishedFile(
        String.format(Locale.ROOT, "glove.%s.%dd", corpus, width),
        String.format(Locale.ROOT, "word vectors GloVe, %d numbers for each of %s", width, words),
        URI.create(
            String.format(Locale.ROOT, "https://nlp.stanford.edu/data/glove.%s.zip", corpus)),
        bytes,
        sha256,
        "Public Domain Dedication and License 1.0",
        Optional.of(String.format(Locale.ROOT, "glove.%s.%dd.txt", corpus, width)));
  }
}
