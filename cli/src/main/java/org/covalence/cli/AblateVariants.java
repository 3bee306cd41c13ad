package org.covalence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.spec.Variant;
import org.covalence.spec.VariantChange;
import org.covalence.spec.Variants;
import org.covalence.store.CovalenceException;

/** Which variants of a configuration are trained. */
final class AblateVariants {
  /** What stands for no part at all. */
  static final String NONE = "none";

  /** Room in a table, and less than an operating system has for the name of a file. */
  private static final int LONGEST_TITLE = 150;

  private static final String WITHOUT = "--without";

  private AblateVariants() {}

  /**
   * Parts that are left out, in the order of {@link Variants#of}, then the user's own variants.
   *
   * @param folder what relative paths in {@code --change} are relative to
   */
  static List<Variant> of(ExperimentSpec full, AblateSpec spec, Path folder) {
    List<Variant> all = new ArrayList<>(leftOut(Variants.of(full), spec.without()));
    VariantChange.joined(spec.change())
        .forEach(text -> all.add(VariantChange.of(full, text, folder)));
    if (all.isEmpty()) {
      throw CovalenceException.usage(
          "there is no variant to train: "
              + (Variants.of(full).isEmpty()
                  ? "the configuration has no part that could be left out"
                  : "every part stays"),
          WITHOUT + " and --change",
          "leave " + WITHOUT + " away for every part, or describe a variant with --change");
    }
    for (int i = 0; i < all.size(); i++) {
      requireTitle(all.get(i).title());
      requireNew(all.get(i), all.subList(0, i));
    }
    return all;
  }

  private static List<Variant> leftOut(List<Variant> parts, List<String> without) {
    if (without.isEmpty()) {
      return parts;
    }
    List<String> names = parts.stream().map(Variant::name).toList();
    Set<String> wanted = new LinkedHashSet<>();
    for (String name : without) {
      if (name.equals(NONE) && without.size() == 1) {
        return List.of();
      }
      if (!names.contains(name)) {
        throw CovalenceException.usage(
            "there is no part " + name + " in the configuration that could be left out",
            WITHOUT,
            "choose among "
                + String.join(", ", names)
                + Settings.nearest(name, names).map(n -> " (did you mean " + n + "?)").orElse(""));
      }
      if (!wanted.add(name)) {
        throw CovalenceException.usage(
            "expected each part once, found " + name + " twice",
            WITHOUT,
            "leave the second one out");
      }
    }
    return parts.stream().filter(v -> wanted.contains(v.name())).toList();
  }

  private static void requireTitle(String title) {
    if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
      throw CovalenceException.usage(
          "expected a variant of at most " + LONGEST_TITLE + " printable characters",
          title.replaceAll("\\p{Cntrl}", "?"),
          "change fewer settings at a time, or move its files to a shorter path");
    }
  }

  private static void requireNew(Variant variant, List<Variant> before) {
    before.stream()
        .filter(v -> v.spec().equals(variant.spec()))
        .findFirst()
        .ifPresent(
            same -> {
              throw CovalenceException.usage(
                  "two variants are the same: "
                      + same.title()
                      + " and "
                      + variant.title()
                      + ", which would be tested twice",
                  WITHOUT + " and --change",
                  "leave one of them out");
            });
  }

  /** A variant of the user's own is called what it changes; a part has no value in its name. */
  private static boolean isOwn(String name) {
    return name.contains("=");
  }

  /** What makes the same ablation again, with a later version too, which may know more parts. */
  static AblateSpec exact(AblateSpec spec, List<Variant> variants) {
    List<String> without =
        variants.stream().map(Variant::name).filter(name -> !isOwn(name)).toList();
    List<String> change =
        variants.stream().map(Variant::name).filter(AblateVariants::isOwn).toList();
    return new AblateSpec(
        without.isEmpty() ? List.of(NONE) : without,
        change,
        spec.folds(),
        spec.seeds(),
        spec.repeats());
  }
}
