package org.covalence.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.covalence.compare.Robustness.Model;
import org.covalence.disturb.Kind;
import org.covalence.post.Modality;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;

/**
 * One kind of disturbance that models are put to.
 *
 * @param modality what is disturbed
 * @param levels from weak to strong, at least one
 */
record Ordeal(Kind kind, Modality modality, List<Double> levels) {
  private static final String DISTURB = "--disturb";
  private static final String LEVELS = "--levels";
  private static final String EXAMPLE = "write them as in missing=50/100,blur=2/8";

  Ordeal {
    levels = List.copyOf(levels);
  }

  /** Its name in results. */
  String name() {
    return kind.name(modality);
  }

  /** Whether something is left to a model where this is done to all posts. */
  boolean leaves(Model model) {
    return kind != Kind.MISSING || !model.reads().equals(Set.of(modality));
  }

  /** Whether it makes a difference to a model that can be measured. */
  boolean touches(Model model) {
    return model.reads().contains(modality) && leaves(model);
  }

  /**
   * Reads kinds and levels, before any model is loaded.
   *
   * @param kinds as the user named them; empty for all
   * @param levels as the user named them, {@code KIND=LEVEL/LEVEL}
   * @return the kinds in their own order, each with its levels
   */
  static Map<Kind, List<Double>> read(List<String> kinds, List<String> levels) {
    Set<Kind> named = new LinkedHashSet<>();
    for (String word : kinds) {
      if (!named.add(kind(word, DISTURB))) {
        throw CovalenceException.usage(
            "expected each once, found " + word + " twice", DISTURB, "leave the second one out");
      }
    }
    Map<Kind, List<Double>> all = new EnumMap<>(Kind.class);
    for (Kind kind : named.isEmpty() ? List.of(Kind.values()) : named) {
      all.put(kind, kind.levels());
    }
    Set<Kind> set = new LinkedHashSet<>();
    for (String item : levels) {
      int sign = item.indexOf('=');
      if (sign < 0) {
        throw CovalenceException.usage(
            "expected a disturbance and its levels, found " + item, LEVELS, EXAMPLE);
      }
      Kind kind = kind(item.substring(0, sign).strip(), LEVELS);
      if (!all.containsKey(kind) || !set.add(kind)) {
        throw CovalenceException.usage(
            all.containsKey(kind)
                ? "expected each once, found " + kind.word() + " twice"
                : "found levels of " + kind.word() + ", which " + DISTURB + " leaves out",
            LEVELS,
            EXAMPLE);
      }
      all.put(kind, levels(kind, item.substring(sign + 1)));
    }
    return all;
  }

  private static Kind kind(String word, String flag) {
    return Kind.named(word)
        .orElseThrow(
            () ->
                CovalenceException.usage(
                    "there is no disturbance " + word,
                    flag,
                    "choose one of "
                        + String.join(", ", Kind.words())
                        + Settings.nearest(word, Kind.words())
                            .map(n -> " (did you mean " + n + "?)")
                            .orElse("")));
  }

  private static List<Double> levels(Kind kind, String words) {
    Set<Double> levels = new LinkedHashSet<>();
    for (String word : words.split("/", -1)) {
      double level;
      try {
        level = Double.parseDouble(word.strip());
      } catch (NumberFormatException e) {
        level = Double.NaN;
      }
      if (!kind.allows(level) || !levels.add(level)) {
        throw CovalenceException.usage(
            "expected for "
                + kind.word()
                + " levels, each once and "
                + kind.range()
                + ", found "
                + (word.isBlank() ? "nothing" : word.strip()),
            LEVELS,
            EXAMPLE);
      }
    }
    return levels.stream().sorted(Comparator.comparingDouble(kind::strength)).toList();
  }

  /**
   * What models can be put to.
   *
   * @param kinds with their levels, as {@link #read} gives them
   * @param isChosen whether the user named the kinds, so that one which says nothing is a fault
   */
  static List<Ordeal> of(Map<Kind, List<Double>> kinds, boolean isChosen, List<Model> models) {
    SortedSet<Modality> read = new TreeSet<>();
    models.forEach(m -> read.addAll(m.reads()));
    List<Ordeal> all = new ArrayList<>();
    kinds.forEach(
        (kind, levels) -> {
          int before = all.size();
          for (Modality modality :
              kind.modality().map(List::of).orElseGet(() -> List.copyOf(read))) {
            Ordeal ordeal = new Ordeal(kind, modality, levels);
            if (models.stream().anyMatch(ordeal::touches)) {
              all.add(ordeal);
            }
          }
          if (isChosen && all.size() == before) {
            throw CovalenceException.usage(
                kind.modality()
                    .map(m -> kind.word() + " changes the " + m + ", which no model reads")
                    .orElse("no model reads more than one modality, so none may be missing"),
                DISTURB,
                "leave " + kind.word() + " out, or name another model");
          }
        });
    return all;
  }
}
