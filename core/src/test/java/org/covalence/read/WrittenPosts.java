package org.covalence.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.covalence.post.Finding;
import org.covalence.store.StrictJson;

/** Made-up posts, written to disk in any of the layouts. */
final class WrittenPosts {
  /**
   * A post to write; an empty text, image or label is left out.
   *
   * @param image the name of a picture below the folder of posts
   * @param label one word; MVSA's label file gets it for text and picture
   */
  record Entry(String id, String text, String image, String label) {}

  private WrittenPosts() {}

  /** Writes {@code posts} below {@code folder} and tells what to read. */
  static Path write(Path folder, Layout layout, List<Entry> posts) {
    try {
      for (Entry post : posts) {
        if (!post.image().isEmpty()) {
          write(folder.resolve(post.image()), "picture of " + post.image());
        }
      }
      return switch (layout) {
        case MVSA -> mvsa(folder, posts);
        case JSONL -> jsonLines(folder, posts);
        case CSV -> csv(folder, posts);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** The kinds of the findings, in their order. */
  static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  private static Path mvsa(Path folder, List<Entry> posts) throws IOException {
    StringBuilder labels = new StringBuilder("ID\ttext,image\r\n");
    for (Entry post : posts) {
      labels.append(post.id()).append('\t');
      labels.append(post.label()).append(',').append(post.label()).append("\r\n");
      if (!post.text().isEmpty()) {
        byte[] text = (post.text() + " \r\n").getBytes(Charset.forName("GB18030"));
        write(folder.resolve("data").resolve(post.id() + ".txt"), text);
      }
    }
    write(folder.resolve("labelResultAll.txt"), labels.toString());
    return folder;
  }

  private static Path jsonLines(Path folder, List<Entry> posts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Entry post : posts) {
      ObjectNode json = StrictJson.object().put("id", post.id());
      if (!post.text().isEmpty()) {
        json.put("text", post.text() + " ");
      }
      if (!post.image().isEmpty()) {
        json.put("image", post.image());
      }
      if (!post.label().isEmpty()) {
        json.put("label", post.label());
      }
      lines.append(StrictJson.line(json)).append('\n');
    }
    return write(folder.resolve("posts.jsonl"), lines.toString());
  }

  private static Path csv(Path folder, List<Entry> posts) throws IOException {
    StringBuilder lines = new StringBuilder("\uFEFFlabel,image,text,id\r\n");
    for (Entry post : posts) {
      String text = post.text().isEmpty() ? "" : post.text().replace("\"", "\"\"") + " ";
      lines.append(post.label()).append(',').append(post.image()).append(",\"");
      lines.append(text).append("\",").append(post.id()).append("\r\n");
    }
    return write(folder.resolve("posts.csv"), lines.toString());
  }
}
