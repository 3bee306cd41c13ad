package org.covalence.demo;

import java.util.List;
import java.util.Optional;
import org.covalence.label.Sentiment;

/**
 * One drawn post, before it is written. The picture is drawn when it is written, from the id.
 *
 * @param text empty where the words are lost
 * @param hasImage false where the picture is lost
 * @param textVotes what each annotator said of the words
 * @param imageVotes what each annotator said of the picture
 */
record DemoPost(
    String id,
    Kind kind,
    Optional<String> text,
    boolean hasImage,
    List<Sentiment> textVotes,
    List<Sentiment> imageVotes) {
  /** The post's line in {@code labelResultAll.txt}, without its end. */
  String labelLine() {
    StringBuilder line = new StringBuilder(id);
    for (int i = 0; i < textVotes.size(); i++) {
      line.append('\t').append(textVotes.get(i).label());
      line.append(',').append(imageVotes.get(i).label());
    }
    return line.toString();
  }
}
