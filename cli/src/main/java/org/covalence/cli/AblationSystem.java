package org.covalence.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Variant;
import org.covalence.split.LabelledPost;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * What an ablation trains: the full configuration, or a variant of it.
 *
 * @param title its name in results
 * @param file what its files are called after
 * @param hash of all that its trainings depend on, so that variants may be added to an ablation
 *     that was stopped, and none is taken for another
 */
record AblationSystem(String title, String file, String hash, ExperimentSpec spec) {
  private static final String FULL = "full";
  private static final int LONGEST_FILE = 100;
  private static final int DIGITS = 12;

  /** The full configuration first. */
  static List<AblationSystem> of(
      ExperimentSpec full, List<Variant> variants, List<LabelledPost> posts) {
    List<AblationSystem> systems = new ArrayList<>();
    systems.add(new AblationSystem(FULL, FULL, hash(full, posts), full));
    Set<String> taken = new HashSet<>(Set.of(FULL));
    for (Variant variant : variants) {
      String file = file(variant.title(), taken);
      taken.add(file);
      systems.add(
          new AblationSystem(variant.title(), file, hash(variant.spec(), posts), variant.spec()));
    }
    return systems;
  }

  /**
   * Does something for it.
   *
   * @throws CovalenceException as the work does, naming it as well
   */
  <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (CovalenceException e) {
      if (title.equals(FULL)) {
        throw e;
      }
      String where = e.where() + " (" + title + ")";
      throw e.fault() == CovalenceException.Fault.USAGE
          ? CovalenceException.usage(e.what(), where, e.remedy())
          : CovalenceException.data(e.what(), where, e.remedy(), e);
    }
  }

  private static String hash(ExperimentSpec spec, List<LabelledPost> posts) {
    String all = Circumstances.line(Circumstances.of(spec, posts));
    return ContentHash.ofBytes(all.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  private static String file(String title, Set<String> taken) {
    String safe = title.replaceAll("[^A-Za-z0-9._=]+", "-");
    String stem = safe.substring(0, Math.min(LONGEST_FILE, safe.length()));
    String file = stem;
    for (int n = 2; taken.contains(file); n++) {
      file = stem + "-" + n;
    }
    return file;
  }
}
