package org.covalence.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.covalence.store.AtomicFiles;
import org.covalence.store.CovalenceException;

/**
 * What has come of a file so far ({@code NAME.part}), and beside it the mark by which a server
 * knows whether it still has the same one ({@code NAME.part.version}). Locked against a second
 * process.
 */
final class PartialFile implements AutoCloseable {
  private final Path path;
  private final Path version;
  private final FileChannel channel;

  private PartialFile(Path path, FileChannel channel) {
    this.path = path;
    this.version = path.resolveSibling(path.getFileName() + ".version");
    this.channel = channel;
  }

  /** Opens what is there, or begins. */
  static PartialFile open(Path path) {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
    try {
      // A byte far behind the end, because Windows lets nobody read what is locked.
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw new OverlappingFileLockException();
      }
      channel.position(channel.size());
      return new PartialFile(path, channel);
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw CovalenceException.usage(
          "another download writes this file", path.toString(), "wait until it is done");
    } catch (IOException e) {
      closeQuietly(channel);
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  /** The mark of the version that the bytes so far are from, if a server gave one. */
  Optional<String> version() {
    try {
      return Optional.of(Files.readString(version)).filter(v -> v.length() < 1000);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Drops what has come, and begins with a version that {@code mark} tells from others. */
  void restart(Optional<String> mark) {
    try {
      Files.deleteIfExists(version);
      channel.truncate(0);
      if (mark.isPresent()) {
        Files.writeString(version, mark.get());
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  void append(byte[] bytes, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  /** Sees to it that all is on the disk. */
  void flush() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  /** Lets go of the file; what has come stays, and nothing stays where nothing came. */
  @Override
  public void close() {
    boolean isEmpty = size() == 0;
    closeQuietly(channel);
    if (isEmpty) {
      delete(path);
    }
  }

  /** Removes what {@code path} and its mark are. */
  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".version"));
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(path, e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Everything that had to reach the disk was flushed before, with its faults told.
    }
  }
}
