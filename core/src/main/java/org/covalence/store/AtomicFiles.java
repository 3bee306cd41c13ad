package org.covalence.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes beside and renames, so that a reader sees the old file or the new one and never half of
 * either, whatever kills the writer.
 */
public final class AtomicFiles {
  private static final String ASIDE = ".old";

  private AtomicFiles() {}

  /** What fills a file or a folder. */
  @FunctionalInterface
  public interface Body<T> {
    void write(T target) throws IOException;
  }

  /** Writes {@code text} as UTF-8. */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a file: into a sibling, flushed to the disk, then renamed over {@code file}. */
  public static void write(Path file, Body<OutputStream> body) {
    Path target = file.toAbsolutePath();
    Path temporary = sibling(target);
    try {
      Files.createDirectories(parent(target));
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        body.write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * Writes a whole folder: into a sibling, then renamed to {@code folder}. A folder that already
   * stands there is moved aside first and removed last, so that it survives a failure of {@code
   * body}. No system can rename over a folder that holds something, so a kill between the two
   * renames leaves the old one aside, where {@link #standing} finds it.
   */
  public static void writeFolder(Path folder, Body<Path> body) {
    Path target = folder.toAbsolutePath().normalize();
    Path temporary = sibling(target);
    Path old = sibling(target, ASIDE);
    try {
      Files.createDirectories(parent(target));
      Files.createDirectory(temporary);
      body.write(temporary);
      try (var written = Files.walk(temporary)) {
        for (Path file : written.filter(Files::isRegularFile).toList()) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
        }
      }
      boolean replaces = Files.exists(target);
      if (replaces) {
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (replaces) {
          Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
        }
        throw e;
      }
      aside(target).forEach(AtomicFiles::deleteQuietly);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * Where a folder is to be read that {@link #writeFolder} wrote: itself, or, where its writer was
   * killed in the middle of replacing it, the old one that stands aside. Where there is neither,
   * {@code folder}.
   */
  public static Path standing(Path folder) {
    if (Files.exists(folder)) {
      return folder;
    }
    try {
      return aside(folder.toAbsolutePath().normalize()).stream().findFirst().orElse(folder);
    } catch (IOException e) {
      return folder;
    }
  }

  /** Old folders that a writer moved aside. */
  private static List<Path> aside(Path target) throws IOException {
    String start = "." + target.getFileName() + ".";
    try (Stream<Path> siblings = Files.list(parent(target))) {
      return siblings
          .filter(
              s -> {
                String name = String.valueOf(s.getFileName());
                return name.startsWith(start) && name.endsWith(ASIDE);
              })
          .sorted()
          .toList();
    }
  }

  /** Deletes a folder and all below it; links are removed, not followed. */
  public static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException fault)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The fault to report when {@code target} could not be written. */
  public static CovalenceException cannotWrite(Path target, IOException e) {
    if (e instanceof AccessDeniedException) {
      return CovalenceException.data(
          "no permission to write",
          target.toString(),
          "choose another place, or change the folder's permissions",
          e);
    }
    if (e instanceof DirectoryNotEmptyException) {
      return CovalenceException.data(
          "a folder stands where a file must be written",
          target.toString(),
          "choose another name",
          e);
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return CovalenceException.data(
        "cannot write (" + reason + ")",
        target.toString(),
        "check that the disk has room and that the folder can be written; nothing that stood there was changed",
        e);
  }

  private static Path parent(Path target) {
    Path parent = target.getParent();
    return parent == null ? target : parent;
  }

  private static Path sibling(Path target) {
    return sibling(target, ".tmp");
  }

  private static Path sibling(Path target, String ending) {
    Path name = target.getFileName();
    return target.resolveSibling(
        "." + (name == null ? "root" : name) + "." + UUID.randomUUID() + ending);
  }

  private static void deleteQuietly(Path path) {
    try {
      if (Files.isDirectory(path)) {
        deleteTree(path);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A left-over temporary file is harmless, and the fault that led here is the one to report.
    }
  }
}
