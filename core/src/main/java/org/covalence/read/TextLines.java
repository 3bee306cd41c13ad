package org.covalence.read;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.covalence.post.Finding;
import org.covalence.store.Excerpt;

/**
 * Texts as JSON Lines of {@code id} and {@code text}.
 *
 * @param texts by id
 */
record TextLines(Map<String, String> texts, Set<String> faulty, String encoding)
    implements TextSource {
  static TextLines read(Path file, Charset charset, Findings findings) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> lines = new HashMap<>();
    Set<String> faulty = new HashSet<>();
    try (JsonLines rows = new JsonLines(file, charset)) {
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        Optional<String> id = row.get().id();
        try {
          Map<String, String> fields = row.get().fields();
          if (id.isEmpty()) {
            throw new BadPost("missing-id", "expected an id, found none", "add the id of the post");
          }
          Long earlier = lines.putIfAbsent(id.get(), row.get().line());
          if (earlier != null) {
            throw BadPost.duplicate(earlier);
          }
          String text = fields.get(Rows.TEXT);
          if (text != null) {
            texts.put(id.get(), text.strip());
          }
        } catch (BadPost e) {
          id.filter(i -> !texts.containsKey(i)).ifPresent(faulty::add);
          String post = id.map(i -> " (post " + Excerpt.shown(i) + ")").orElse("");
          findings.add(e.at(file + " line " + row.get().line() + post));
        }
      }
    }
    return new TextLines(texts, faulty, charset.name());
  }

  @Override
  public Optional<String> text(String id) {
    return Optional.ofNullable(texts.get(id));
  }

  @Override
  public Set<String> ids() {
    return texts.keySet();
  }

  @Override
  public List<Finding> notes() {
    return List.of();
  }
}
