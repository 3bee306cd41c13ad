package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;

/** What a transfer asks for. Lists are words with commas; an empty place says nothing. */
record TransferSpec(
    @Setting(about = "folders of models, with commas between") List<String> model,
    @Setting(about = "folders or files with labelled posts, with commas between") List<String> data,
    @Setting(
            about =
                "files of post ids to measure on, with commas between: one for each data set, empty for every labelled post")
        List<String> testIds,
    @Setting(
            about = "how annotations become one label" + TransferSpec.ONE_OR_EACH,
            value = "standard")
        List<String> labelRule,
    @Setting(
            about =
                "what other label words mean: a file, five-level, emotions or nothing"
                    + TransferSpec.ONE_OR_EACH)
        List<String> labelMap,
    @Setting(
            about =
                "layout of the data: mvsa, jsonl or csv (default: recognised)"
                    + TransferSpec.ONE_OR_EACH)
        List<String> layout,
    @Setting(
            about =
                "character encoding of the texts (default: the layout's own)"
                    + TransferSpec.ONE_OR_EACH)
        List<String> encoding,
    @Setting(about = "stop at the first bad post instead of leaving it out", value = "false")
        boolean strict,
    @Setting(about = "folder to write metrics, table and predictions to") Optional<Path> out,
    @Setting(about = "where the bootstrap starts from", value = "1") long seed,
    @Setting(about = "processor threads (default: all cores)", min = 1, max = 1024)
        Optional<Integer> threads) {
  private static final String ONE_OR_EACH = "; one for all, or one for each data set";

  /** The same with paths from the folder of the file in which they stand. */
  TransferSpec placed(Settings settings) {
    return new TransferSpec(
        placed(model, settings.folder("model")),
        placed(data, settings.folder("data")),
        placed(testIds, settings.folder("test-ids")),
        labelRule,
        placed(labelMap, settings.folder("label-map")),
        layout,
        encoding,
        strict,
        out,
        seed,
        threads);
  }

  private static List<String> placed(List<String> paths, Path folder) {
    return paths.stream().map(p -> p.isEmpty() ? p : folder.resolve(p).toString()).toList();
  }

  /** The same with paths that hold from any folder. */
  TransferSpec absolute() {
    return new TransferSpec(
        absolute(model),
        absolute(data),
        absolute(testIds),
        labelRule,
        // A map that needs no file stays a name.
        labelMap.stream()
            .map(m -> Files.exists(Path.of(m)) ? absolute(List.of(m)).get(0) : m)
            .toList(),
        layout,
        encoding,
        strict,
        out,
        seed,
        threads);
  }

  private static List<String> absolute(List<String> paths) {
    return paths.stream()
        .map(p -> p.isEmpty() ? p : Path.of(p).toAbsolutePath().normalize().toString())
        .toList();
  }
}
