package org.covalence.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.covalence.store.CovalenceException;

/** A model or a data set, as the user named it, and its name in results. */
record NamedPath(String name, Path path) {
  /** Each by the end of its path that tells it from the others: the same wherever it is named. */
  static List<NamedPath> of(List<String> given, String flag) {
    if (given.isEmpty() || given.stream().anyMatch(String::isEmpty)) {
      throw CovalenceException.usage(
          "expected at least one path, and none of them empty",
          flag,
          "name one, as in " + flag + " a,b");
    }
    List<Path> paths = given.stream().map(g -> Path.of(g).toAbsolutePath().normalize()).toList();
    if (paths.stream().distinct().count() < paths.size()) {
      throw CovalenceException.usage(
          "expected each once, found one of them twice", flag, "leave the second one out");
    }
    List<String> names = ends(paths, 1);
    for (int n = 2; names.stream().distinct().count() < names.size(); n++) {
      names = ends(paths, n);
    }
    List<String> unique = names;
    return IntStream.range(0, given.size())
        .mapToObj(i -> new NamedPath(unique.get(i), Path.of(given.get(i))))
        .toList();
  }

  /** The last {@code n} parts of each path, or all of them. */
  private static List<String> ends(List<Path> paths, int n) {
    return paths.stream()
        .map(
            path ->
                n > path.getNameCount()
                    ? path
                    : path.subpath(path.getNameCount() - n, path.getNameCount()))
        .map(Path::toString)
        .toList();
  }
}
