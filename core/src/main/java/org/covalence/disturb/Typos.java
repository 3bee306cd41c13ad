package org.covalence.disturb;

import java.util.List;
import java.util.SplittableRandom;
import org.covalence.post.Post;
import org.covalence.spec.Seeds;

/**
 * Typing errors: a letter or digit is dropped, doubled or, where a keyboard of the English layout
 * has it, taken for its left or right neighbour, each as often. Everything else stays: space and
 * marks, and all of an emoji.
 *
 * @param share of letters and digits with an error, from 0 to 1
 */
public record Typos(double share) implements Disturbance {
  private static final List<String> KEYS =
      List.of("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm");

  public Typos {
    Disturbance.requireShare(share);
  }

  @Override
  public Kind kind() {
    return Kind.TYPOS;
  }

  @Override
  public Post of(Post post, Seeds seeds) {
    SplittableRandom chance = Disturbance.chance(kind().word(), post, seeds);
    return Words.rewritten(post, text -> typed(text, chance));
  }

  private String typed(String text, SplittableRandom chance) {
    StringBuilder typed = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            c -> {
              if (!Character.isLetterOrDigit(c)) {
                typed.appendCodePoint(c);
                return;
              }
              // All are drawn for each letter, so that a greater share only adds errors.
              boolean wrong = chance.nextDouble() < share;
              int error = chance.nextInt(3);
              boolean right = chance.nextBoolean();
              if (!wrong) {
                typed.appendCodePoint(c);
              } else if (error == 0) {
                typed.appendCodePoint(neighbour(c, right));
              } else if (error == 1) {
                typed.appendCodePoint(c).appendCodePoint(c);
              }
            });
    return typed.toString();
  }

  /** The key beside that of {@code c}, in its case; {@code c} itself where it has no key. */
  static int neighbour(int c, boolean right) {
    int lower = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    for (String row : KEYS) {
      int at = row.indexOf(lower);
      if (at >= 0) {
        boolean toRight = at == 0 || (right && at < row.length() - 1);
        return row.charAt(toRight ? at + 1 : at - 1) + (c - lower);
      }
    }
    return c;
  }
}
