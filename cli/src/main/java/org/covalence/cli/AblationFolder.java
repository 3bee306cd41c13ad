package org.covalence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.covalence.compare.MeasureSpec;
import org.covalence.report.AblationContent;
import org.covalence.report.AblationJson;
import org.covalence.report.AblationPage;
import org.covalence.report.AblationReport;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Specs;
import org.covalence.store.AtomicFiles;

/** The folder that an ablation is written to, in the form of a {@link RunFolder}. */
final class AblationFolder {
  /** What gives the results of an ablation again, called in its folder. */
  static final String AGAIN =
      "covalence " + AblateCommand.NAME + " --config " + RunFolder.CONFIG + " --out OTHER";

  private AblationFolder() {}

  /**
   * Writes it, as a whole or not at all.
   *
   * @param full with absolute paths
   * @param files predictions, epochs and folds, by name
   */
  static void write(
      Path out,
      AblateSpec spec,
      MeasureSpec measure,
      ExperimentSpec full,
      AblationContent content,
      Map<String, String> files,
      Console console) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(RunFolder.METRICS, AblationJson.of(content));
    all.put(RunFolder.TABLE, AblationReport.markdown(content));
    all.put(RunFolder.REPORT, AblationPage.of(content));
    all.put(
        RunFolder.CONFIG, config(AblateVariants.exact(spec, content.variants()), measure, full));
    all.put(
        Provenance.FILE,
        Provenance.json(
            Provenance.of(
                AblateCommand.NAME,
                content.ablation().signature(),
                full.split().data().toString(),
                full.run().threadCount(),
                console)));
    AtomicFiles.writeFolder(
        out,
        folder -> {
          for (Map.Entry<String, String> file : all.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
          }
        });
  }

  private static String config(AblateSpec exact, MeasureSpec measure, ExperimentSpec full) {
    Map<String, String> settings = new LinkedHashMap<>(full.settings());
    // There is no test part beside the folds.
    settings.remove("test-share");
    settings.putAll(Specs.write(exact, ""));
    settings.putAll(Specs.write(measure, ""));
    return ConfigFile.write(settings);
  }
}
