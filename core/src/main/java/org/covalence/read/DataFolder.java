package org.covalence.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.covalence.store.CovalenceException;
import org.covalence.store.Excerpt;
import org.covalence.store.Unreadable;

/**
 * The folder that the paths in a data file may not leave, neither by {@code ..} nor by a symbolic
 * link.
 */
final class DataFolder {
  private static final Pattern ABSOLUTE = Pattern.compile("(/|[A-Za-z]:).*", Pattern.DOTALL);
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

  private final Path folder;
  private final Path real;

  private DataFolder(Path folder, Path real) {
    this.folder = folder;
    this.real = real;
  }

  /** The folder in which {@code file} stands. */
  static DataFolder around(Path file) {
    Path parent = file.getParent();
    return of(parent == null ? Path.of("") : parent);
  }

  static DataFolder of(Path folder) {
    try {
      return new DataFolder(folder, folder.toRealPath());
    } catch (IOException e) {
      throw Unreadable.because(e, folder);
    }
  }

  /** Refuses a folder inside this one that is a link to elsewhere. */
  void check(Path inside) {
    try {
      if (!inside.toRealPath().startsWith(real)) {
        throw CovalenceException.data(
            "expected a folder inside the data folder, found a link that leaves it",
            inside.toString(),
            "move the files into the folder, or name the folder that the link leads to");
      }
    } catch (IOException e) {
      throw Unreadable.because(e, inside);
    }
  }

  /** The text at {@code path}, which was found in this folder. */
  Path text(Path path) throws BadPost {
    return regular(path, folder.relativize(path).toString(), Kind.TEXT);
  }

  /** The picture that a data file names; both kinds of slashes part folders. */
  Path picture(String name) throws BadPost {
    String slashed = name.replace('\\', '/');
    if (ADDRESS.matcher(slashed).matches()) {
      throw new BadPost(
          "path-outside",
          "expected the path of a picture, found the address " + Excerpt.of(name),
          "download the picture and give its path; nothing is fetched while reading");
    }
    Path path;
    try {
      path = folder.resolve(slashed).normalize();
    } catch (InvalidPathException e) {
      throw new BadPost(
          "bad-path", "expected the path of a picture, found " + Excerpt.of(name), "correct it");
    }
    if (ABSOLUTE.matcher(slashed).matches()
        || !path.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw outside(name);
    }
    return regular(path, name, Kind.PICTURE);
  }

  /** The picture at {@code path}, which was found in this folder. */
  Path picture(Path path) throws BadPost {
    return regular(path, folder.relativize(path).toString(), Kind.PICTURE);
  }

  private enum Kind {
    TEXT("text"),
    PICTURE("image");

    private final String name;

    Kind(String name) {
      this.name = name;
    }
  }

  private Path regular(Path path, String name, Kind kind) throws BadPost {
    try {
      if (!path.toRealPath().startsWith(real)) {
        throw outside(name);
      }
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new BadPost(
            "not-a-file",
            "expected a file, found something else: " + Excerpt.of(name),
            "give the path of a file");
      }
      if (!Files.isReadable(path)) {
        throw new AccessDeniedException(name);
      }
      if (kind == Kind.PICTURE && attributes.size() == 0) {
        throw new BadPost(
            "empty-image",
            "expected a picture, found a file of zero bytes: " + Excerpt.of(name),
            "fetch the picture again, or take it out");
      }
      return path;
    } catch (NoSuchFileException e) {
      throw new BadPost(
          "missing-" + kind.name,
          "expected a file, found none at " + Excerpt.of(name),
          "add the file; paths start at the folder of the file that names them");
    } catch (IOException e) {
      throw new BadPost(
          "unreadable-" + kind.name,
          "expected a file, found one that cannot be read: " + Excerpt.of(name),
          "check the permissions of the file");
    }
  }

  private static BadPost outside(String name) {
    return new BadPost(
        "path-outside",
        "expected a path inside the data folder, found one that leaves it: " + Excerpt.of(name),
        "move the file into the folder and name it relative to that folder");
  }
}
