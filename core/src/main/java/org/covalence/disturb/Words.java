package org.covalence.disturb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;

/**
 * A text as words with the space around them.
 *
 * @param words without space
 * @param gaps what stands before each word, and behind the last: one more than there are words
 */
record Words(List<String> words, List<String> gaps) {
  private static final Pattern WORD = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  Words {
    words = List.copyOf(words);
    gaps = List.copyOf(gaps);
  }

  static Words of(String text) {
    List<String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    Matcher found = WORD.matcher(text);
    int end = 0;
    while (found.find()) {
      gaps.add(text.substring(end, found.start()));
      words.add(found.group());
      end = found.end();
    }
    gaps.add(text.substring(end));
    return new Words(words, gaps);
  }

  /** Words and space, one after the other: for equal parts the text that they came from. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(gaps.get(i)).append(words.get(i));
    }
    return text.append(gaps.get(words.size())).toString();
  }

  /** A post with other words; the same object where they are the same, or none would be left. */
  static Post rewritten(Post post, UnaryOperator<String> change) {
    String text = post.text().orElse("");
    String changed = change.apply(text);
    return changed.equals(text) || changed.isBlank()
        ? post
        : post.with(Modality.TEXT, new Content.Text(changed));
  }
}
