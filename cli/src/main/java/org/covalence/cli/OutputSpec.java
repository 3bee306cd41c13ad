package org.covalence.cli;

import java.nio.file.Path;
import org.covalence.spec.Setting;

/** Where a command writes. */
record OutputSpec(
    @Setting(
            about = "folder to write; an earlier one of the same kind is replaced when all is done")
        Path out) {}
