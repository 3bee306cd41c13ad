package org.covalence.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.covalence.store.AtomicFiles;
import org.covalence.store.ContentHash;
import org.covalence.store.CovalenceException;

/**
 * Fetches published files into a folder. A file gets its name only after its hash was checked;
 * until then it is {@code NAME.part}, from which an interrupted download goes on.
 */
public final class Downloader {
  private final Optional<URI> mirror;
  private final Transfer transfer;

  /** Fetches from where the authors publish. */
  public Downloader() {
    this(Optional.empty(), Patience.usual());
  }

  private Downloader(Optional<URI> mirror, Patience patience) {
    this.mirror = mirror;
    this.transfer = new Transfer(patience);
  }

  /**
   * Fetches from a folder that holds the same files under the same names.
   *
   * @param folder over https, or over http on this machine
   */
  public static Downloader fromMirror(URI folder) {
    return fromMirror(folder, Patience.usual());
  }

  static Downloader fromMirror(URI folder, Patience patience) {
    if (!Transfer.isAllowed(folder)) {
      throw CovalenceException.usage(
          "a mirror must be reached over https, or over http on this machine",
          folder.toString(),
          "give an address that begins with https://");
    }
    String address = folder.toString();
    URI withSlash = address.endsWith("/") ? folder : URI.create(address + "/");
    return new Downloader(Optional.of(withSlash), patience);
  }

  /**
   * Brings {@code file} into {@code folder} and, where it is an archive, unpacks the member that is
   * wanted. What is there already is checked and not fetched again.
   *
   * @return where the wanted file now stands
   * @throws CovalenceException if it cannot be fetched or is not the published file; nothing that
   *     stood there was changed, and no unchecked file has its name
   */
  public Path download(PublishedFile file, Path folder, Progress progress) {
    progress.tell(file.name() + ": " + file.purpose());
    progress.tell("licence: " + file.licence());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
    Path wanted = folder.resolve(file.wanted());
    if (file.member().isPresent() && Files.exists(wanted)) {
      progress.tell(wanted + " is there already; delete it to have it fetched again");
      return wanted;
    }
    Path whole = folder.resolve(file.fileName());
    if (Files.exists(whole)) {
      requirePublished(file, whole);
      progress.tell(whole + " is there already, and " + file.hashKind() + " is right");
    } else {
      fetch(file, whole, progress);
    }
    file.member().ifPresent(member -> unpack(whole, member, wanted, progress));
    return wanted;
  }

  private void fetch(PublishedFile file, Path target, Progress progress) {
    URI address = mirror.map(m -> m.resolve(file.fileName())).orElse(file.address());
    Path path = target.resolveSibling(file.fileName() + ".part");
    progress.tell("fetching " + file.size() + " from " + address + " to " + target);
    boolean resumed;
    String hash;
    try (PartialFile part = PartialFile.open(path)) {
      requireRoom(target, file.bytes() - Math.min(part.size(), file.bytes()));
      resumed = transfer.fetch(address, file.bytes(), part, target, progress);
      hash = hash(path);
      if (resumed && !file.matches(hash)) {
        progress.tell("what was there from before does not fit; fetching from the start");
        part.restart(Optional.empty());
        transfer.fetch(address, file.bytes(), part, target, progress);
        hash = hash(path);
      }
    }
    if (!file.matches(hash)) {
      PartialFile.delete(path);
      throw notPublished(
          file,
          hash,
          address.toString(),
          "it was removed; try again, and if that fails, look for a newer version of Covalence");
    }
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(target, e);
    }
    PartialFile.delete(path);
    progress.tell("checked: " + file.hashKind() + " is right (" + hash + ")");
  }

  private static void requirePublished(PublishedFile file, Path whole) {
    String hash = hash(whole);
    if (!file.matches(hash)) {
      throw notPublished(
          file,
          hash,
          whole.toString(),
          "it was left alone: move it away, or choose another folder");
    }
  }

  private static CovalenceException notPublished(
      PublishedFile file, String hash, String where, String remedy) {
    return CovalenceException.data(
        String.format(
            Locale.ROOT,
            "this is not the published file: expected %s, found SHA-256 %s",
            file.hashKind() + " " + file.sha256(),
            hash),
        where,
        remedy);
  }

  private static String hash(Path file) {
    try {
      return ContentHash.ofFile(file);
    } catch (IOException e) {
      throw CovalenceException.data(
          "cannot read (" + e.getMessage() + ")", file.toString(), "check its permissions", e);
    }
  }

  /** Better told before an hour of fetching than after. */
  private static void requireRoom(Path target, long bytes) {
    long room;
    try {
      room = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
    } catch (IOException e) {
      return; // some file systems do not tell; then writing will
    }
    if (room < bytes) {
      throw CovalenceException.data(
          String.format(
              Locale.ROOT, "the disk has room for %,d bytes and %,d are needed", room, bytes),
          target.toString(),
          "free some, or choose another folder");
    }
  }

  private static void unpack(Path archive, String member, Path target, Progress progress) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(member);
      if (entry == null) {
        throw CovalenceException.data(
            "the archive has no " + member, archive.toString(), "choose another name");
      }
      requireRoom(target, entry.getSize());
      progress.begin("unpacking", 0, entry.getSize());
      try (InputStream in = zip.getInputStream(entry)) {
        AtomicFiles.write(target, out -> copy(in, out, progress));
      } finally {
        progress.end();
      }
    } catch (IOException e) {
      throw CovalenceException.data(
          "cannot unpack (" + e.getMessage() + ")",
          archive.toString(),
          "unpack " + member + " by other means",
          e);
    }
    progress.tell(
        "unpacked " + target + "; " + archive + " stays for other widths and may be deleted");
  }

  private static void copy(InputStream in, OutputStream out, Progress progress) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      progress.advance(count);
    }
  }
}
