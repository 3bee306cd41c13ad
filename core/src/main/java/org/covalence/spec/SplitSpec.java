package org.covalence.spec;

import java.nio.file.Path;
import java.util.Optional;

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
    @Setting(about = "stop at the first bad post instead of leaving it out", value = "false")
        boolean strict) {}
