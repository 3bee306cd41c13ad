package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.spec.Setting;

/** What a test of robustness asks for. */
record RobustnessSpec(
    @Setting(about = "folders of models, with commas between; all meet the same disturbed posts")
        List<Path> model,
    @Setting(about = "folder or file with the labelled posts") Path data,
    @Setting(about = "file of post ids to measure on, one a line (default: every labelled post)")
        Optional<Path> testIds,
    @Setting(
            about =
                "what befalls the posts, with commas between: missing, typos, swapped-words, dropped-words, blur, crop, recompression, darkening (default: all that the models' modalities allow)")
        List<String> disturb,
    @Setting(
            about =
                "how strong, where not as usual: missing=50/100,blur=2/8; shares in per cent, crop in per cent kept, blur as radius, recompression as JPEG quality")
        List<String> levels,
    @Setting(about = "folder to write metrics, table, report and predictions to")
        Optional<Path> out,
    @Setting(about = "where disturbances and the bootstrap start from", value = "1") long seed,
    @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
        Optional<Integer> threads) {}
