package org.covalence.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.covalence.spec.Setting;

/** How posts or their labels are read, where no experiment says it. */
record LabelSpec(
    @Setting(
            about =
                "how annotations become one label: standard, majority-of-all, agreement-only, text-label or image-label",
            value = "standard")
        String labelRule,
    @Setting(
            about =
                "what other label words mean: a file of \"word: negative, neutral, positive or drop\" lines, or five-level or emotions")
        Optional<Path> labelMap,
    @Setting(about = "layout of the data: mvsa, jsonl or csv (default: recognised)")
        Optional<String> layout,
    @Setting(about = "character encoding of the texts (default: the layout's own)")
        Optional<String> encoding,
    @Setting(about = "stop at the first bad post instead of leaving it out", value = "false")
        boolean strict) {}
