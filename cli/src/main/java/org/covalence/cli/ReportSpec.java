package org.covalence.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.covalence.spec.Setting;

/** Where a report goes besides the folder of results. It is no part of what a run repeats. */
record ReportSpec(
    @Setting(about = "HTML file to write the report to, also without --out")
        Optional<Path> report) {}
