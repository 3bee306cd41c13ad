package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.covalence.search.Parameter;
import org.covalence.search.SearchSpace;
import org.covalence.spec.Declared;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.RunSpec;
import org.covalence.spec.SplitSpec;
import org.covalence.store.CovalenceException;

/** What a search over settings searches over. */
final class TuneSpace {
  private TuneSpace() {}

  /**
   * The space of a file, or the one that comes with the program, without what is set otherwise.
   *
   * @param isSet whether a setting has a value already
   */
  static SearchSpace of(Optional<Path> file, Predicate<String> isSet) {
    if (file.isPresent()) {
      return SearchSpace.read(file.get(), searchable());
    }
    List<Parameter> left =
        builtIn().parameters().stream().filter(p -> !isSet.test(p.key())).toList();
    if (left.isEmpty()) {
      throw CovalenceException.usage(
          "nothing is left to search over: all settings of the space that comes with the program are set",
          "the settings of this command",
          "leave some of them out, or name a space of your own with --space");
    }
    return new SearchSpace(left);
  }

  /** The space that comes with the program. */
  static SearchSpace builtIn() {
    return SearchSpace.of(Preset.resource("space.yaml"), "the space of the program", searchable());
  }

  /**
   * Encoders, fusion and training. Posts and seeds are not searched over: what was good on other
   * posts, or by luck, would be no better settings.
   */
  static List<Declared> searchable() {
    List<String> fixed =
        Stream.concat(
                Declared.of(SplitSpec.class, "").stream(), Declared.of(RunSpec.class, "").stream())
            .map(Declared::key)
            .filter(key -> !key.equals("modalities"))
            .toList();
    return ExperimentSpec.declared().stream().filter(d -> !fixed.contains(d.key())).toList();
  }
}
