package org.covalence.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.covalence.download.Downloader;
import org.covalence.download.Downloads;
import org.covalence.download.Progress;
import org.covalence.download.PublishedFile;
import org.covalence.spec.Declared;
import org.covalence.spec.Setting;
import org.covalence.spec.Settings;
import org.covalence.spec.Specs;
import org.covalence.store.CovalenceException;

/** Fetches published weights and word vectors. */
final class DownloadCommand implements Command {
  /** What a download asks for. */
  record DownloadSpec(
      @Setting(about = "what to fetch; without it, what there is is listed") Optional<String> name,
      @Setting(about = "folder to put it into", value = ".") Path to,
      @Setting(about = "address of a folder that mirrors the published files")
          Optional<String> mirror) {}

  @Override
  public String name() {
    return "download";
  }

  @Override
  public String about() {
    return "Fetch published weights or word vectors, check them by their hash, and tell their licence.";
  }

  @Override
  public String example() {
    return "covalence download densenet121";
  }

  @Override
  public String positional() {
    return "name";
  }

  @Override
  public String whenStopped() {
    return "what has been fetched is kept, and the same call goes on from there";
  }

  @Override
  public List<Declared> settings() {
    return Declared.of(DownloadSpec.class, "");
  }

  @Override
  public void run(Settings settings, Console console) {
    DownloadSpec spec = Specs.read(DownloadSpec.class, "", settings);
    settings.finish();
    if (spec.name().isEmpty()) {
      list(console);
      return;
    }
    PublishedFile file = Downloads.find(spec.name().get());
    Downloader downloader =
        spec.mirror().map(m -> Downloader.fromMirror(address(m))).orElseGet(Downloader::new);
    Path got = downloader.download(file, spec.to(), progress(console));
    console.result(
        JsonNodeFactory.instance
            .objectNode()
            .put("name", file.name())
            .put("file", got.toString())
            .put("licence", file.licence()),
        got + "\n");
    if (file.name().startsWith("densenet")) {
      console.show(
          "use it: covalence train … --image-encoder " + file.name() + " --image-weights " + got);
    } else {
      console.show("use it: covalence train … --word-vectors " + got);
    }
    others(file, console);
  }

  private static URI address(String mirror) {
    try {
      return URI.create(mirror.endsWith("/") ? mirror : mirror + "/");
    } catch (IllegalArgumentException e) {
      throw CovalenceException.usage(
          "not an address: " + mirror, "--mirror", "write it as in https://example.org/weights/");
    }
  }

  private static void others(PublishedFile file, Console console) {
    List<String> names =
        Downloads.all().stream()
            .map(PublishedFile::name)
            .filter(n -> !n.equals(file.name()))
            .toList();
    console.say("also known: " + String.join(", ", names));
  }

  private static void list(Console console) {
    ArrayNode document = JsonNodeFactory.instance.arrayNode();
    StringBuilder text = new StringBuilder();
    for (PublishedFile file : Downloads.all()) {
      document
          .addObject()
          .put("name", file.name())
          .put("purpose", file.purpose())
          .put("bytes", file.bytes())
          .put("licence", file.licence())
          .put("address", file.address().toString());
      text.append(String.format(Locale.ROOT, "%-24s %8s\n", file.name(), file.size()));
      for (String words : List.of(file.purpose(), "licence: " + file.licence())) {
        Paragraph.lines("  " + words).forEach(line -> text.append(line).append('\n'));
      }
    }
    console.result(document, text.toString());
    console.say("fetch one by: covalence download NAME");
  }

  private static Progress progress(Console console) {
    return new Progress() {
      private Console.Bar bar = console.bar("", 0, "");

      @Override
      public void tell(String sentence) {
        console.say(sentence);
      }

      @Override
      public void begin(String task, long doneBytes, long totalBytes) {
        bar.close();
        bar = console.bar(task, totalBytes, "bytes");
        bar.step(doneBytes);
      }

      @Override
      public void advance(long bytes) {
        bar.step(bytes);
      }

      @Override
      public void end() {
        bar.close();
      }
    };
  }
}
