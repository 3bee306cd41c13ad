package org.covalence.spec;

import java.nio.file.Path;
import java.util.Optional;
import org.covalence.store.CovalenceException;

/** Which posts are read, how they are labelled, and which part each of them is in. */
public record SplitSpec(
    @Setting(about = "folder or file with the posts: an MVSA folder, JSON Lines or CSV") Path data,
    @Setting(about = "layout of the data: mvsa, jsonl or csv (default: recognised)")
        Optional<String> layout,
    @Setting(
            about =
                "character encoding of the texts (default: the layout's own, GB18030 for an MVSA folder, else UTF-8)")
        Optional<String> encoding,
    @Setting(
            about =
                "how annotations become one label: standard, majority-of-all, agreement-only, text-label or image-label",
            value = "standard")
        String labelRule,
    @Setting(
            about =
                "what other label words mean: a file of \"word: negative, neutral, positive or drop\" lines, or five-level or emotions")
        Optional<Path> labelMap,
    @Setting(
            key = "split",
            about =
                "published split: a folder, or the file of its training part (CLMLF, Cheema et al., QMF, or ids)")
        Optional<Path> publishedSplit,
    @Setting(about = "which fold of the published split, where it has several", min = 1, max = 1000)
        Optional<Integer> splitFold,
    @Setting(about = "file of post ids to train on, one a line") Optional<Path> trainIds,
    @Setting(about = "file of post ids to validate on") Optional<Path> validationIds,
    @Setting(about = "file of post ids to test on") Optional<Path> testIds,
    @Setting(
            about = "share of the posts to validate on, where no file says",
            value = "0.1",
            min = 0.001,
            max = 0.8)
        double validationShare,
    @Setting(
            about = "share of the posts to test on, where no file says",
            value = "0.1",
            min = 0.001,
            max = 0.8)
        double testShare,
    @Setting(
            about =
                "put posts that say the same (equal texts or pictures, or pictures that look alike) into one part",
            value = "false")
        boolean groupDuplicates,
    @Setting(
            about =
                "count pictures that look alike as duplicates too, for which each picture is decoded once more",
            value = "false")
        boolean nearDuplicates,
    @Setting(about = "stop at the first bad post instead of leaving it out", value = "false")
        boolean strict) {
  /**
   * Requires that the posts of a part are named in one way.
   *
   * @throws CovalenceException where a published split stands beside files of ids, or a fold beside
   *     no split
   */
  public void requireOneSource() {
    boolean files = trainIds.isPresent() || validationIds.isPresent() || testIds.isPresent();
    if (publishedSplit.isPresent() && files) {
      throw CovalenceException.usage(
          "expected a published split or files of ids, found both",
          "--split, --train-ids, --validation-ids, --test-ids",
          "leave out one or the other: a split names the posts of every part");
    }
    if (publishedSplit.isEmpty() && splitFold.isPresent()) {
      throw CovalenceException.usage(
          "expected a published split beside the number of a fold, found none",
          "--split-fold",
          "name its folder by --split, or leave the fold out");
    }
  }
}
