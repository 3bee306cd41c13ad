package org.covalence.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.covalence.label.Annotation;
import org.covalence.post.Finding;
import org.covalence.post.Post;

/**
 * What a reader found: posts in the order of their source, the annotations of those that have one,
 * and everything that was odd.
 *
 * @param layout the layout they were read from: {@code mvsa}, {@code jsonl} or {@code csv}
 * @param source the folder or file, as the user named it
 * @param encoding the character encoding the texts were read in
 * @param annotators how many annotators labelled each post; 0 where nothing is labelled
 * @param posts every readable post, labelled or not; ids are unique
 * @param annotations by id, in the order of the source; where labels stand in a file of their own
 *     (MVSA), also of posts that could not be read
 * @param findings in the order of discovery
 */
public record Corpus(
    String layout,
    String source,
    String encoding,
    int annotators,
    List<Post> posts,
    Map<String, Annotation> annotations,
    List<Finding> findings) {
  public Corpus {
    posts = List.copyOf(posts);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    findings = List.copyOf(findings);
  }
}
