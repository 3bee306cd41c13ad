package org.covalence.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a normalised post into lower-case tokens.
 *
 * <h2>Design</h2>
 *
 * <p>One pass from left to right: at each place an emoji if there is one, else the first of the
 * alternatives below that fits; the last fits everything, so no text is refused. The tokens depend
 * on the text alone, never on the vocabulary or the vectors at hand: the same post has the same
 * tokens in every model, and counts of words can be made before any vectors are read. Which
 * spelling of a word a table of vectors knows ({@code soo} or {@code so}, {@code n't} or {@code
 * not}) is decided where it is looked up, in {@link Spellings}.
 *
 * <ul>
 *   <li>Addresses, mentions and numbers become classes, also an address cut by an ellipsis.
 *   <li>A hashtag is the words it is made of, split at case changes, digits and underscores.
 *   <li>Emoticons become classes ({@link Emoticons}), emoji the words of their name ({@link
 *       EmojiNames}); the same emoji several times in a row counts once.
 *   <li>A letter three times or more is written twice; laughter of any length is {@code haha}.
 *   <li>Contractions come apart ({@link Contractions}); words joined by hyphens do too: in MVSA's
 *       posts twice as many are known by all their parts as are known whole.
 *   <li>A run of one mark is one token. Two question marks or more that do not end a word are an
 *       emoji that a code page lost.
 * </ul>
 *
 * <p>Every repetition is possessive or bounded, so the time is linear in the length of the text and
 * the stack does not grow with it.
 */
final class TweetTokenizer {
  /** Longer words are cut: they are noise, and a vocabulary has to hold them. */
  static final int MOST_WORD_CHARS = 50;

  private static final String FREE = "(?<![\\p{L}\\p{N}@._-])";
  private static final String ADDRESS = "[!-~&&[^<>\"]]";
  private static final String HOST = FREE + "(?:[a-z0-9][a-z0-9-]{0,62}+\\.){1,4}";

  private static final Pattern TOKEN =
      Pattern.compile(
          String.join(
              "|",
              "(?<URL>(?i:https?:" + ADDRESS + "*+…?",
              "https?(?:…|\\.{2,}+|\\z)",
              FREE + "htt?(?:…|\\.{2,}+)\\z",
              FREE + "www\\." + ADDRESS + "++…?",
              HOST + "[a-z]{2,24}/" + ADDRESS + "*+…?",
              HOST + "(?:com|org|net|edu|gov)(?![\\p{L}\\p{N}])))",
              "(?<USER>(?<![\\p{L}\\p{N}_])@[A-Za-z0-9_]++(?:@[A-Za-z0-9.-]++)?+)",
              "#(?<TAG>[\\p{L}\\p{N}\\p{M}_]++)",
              Emoticons.pattern(),
              "(?<NUMBER>\\p{Nd}++(?:[.,:/-]\\p{Nd}++)*+(?i:(?:st|nd|rd|th|s)(?!\\p{L}))?+)",
              "(?<ACRONYM>(?:\\p{L}\\.){2,8}+(?:\\p{L}(?!\\p{L}))?+"
                  + "|\\p{L}\\.\\p{L}(?![\\p{L}\\p{N}']))",
              "(?<WORD>\\p{L}[\\p{L}\\p{M}\\p{Nd}]*+(?:'\\p{L}[\\p{L}\\p{M}]*+)*+)(?:[-_](?=\\p{L}))?+",
              "(?<DOTS>[.…]{2,}+|…)",
              "(?<QUESTION>\\?{2,}+)",
              "(?<SHOUT>!{2,}+)",
              "(?<OTHER>[^ ])\\k<OTHER>*+"));

  private static final Pattern GLUED_ADDRESS = Pattern.compile("(?<=[^ ])(?=(?i:https?:/))");
  private static final Pattern TAG_WORD =
      Pattern.compile(
          "\\p{Nd}++|\\p{Lu}{2,}(?!\\p{Ll})|\\p{Lu}?+[\\p{Ll}\\p{M}]++|\\p{Lu}"
              + "|[\\p{L}\\p{M}&&[^\\p{Lu}\\p{Ll}]]++");
  private static final Pattern ELONGATION = Pattern.compile("(\\p{L})\\1{2,}+");
  private static final Pattern LAUGHTER =
      Pattern.compile("[ae]{0,3}+(?:(?:[hj]++a++){2,}+|(?:h++e++){2,}+)[hj]{0,3}+");

  private final List<String> tokens = new ArrayList<>();
  private List<String> lastEmoji = List.of();

  private TweetTokenizer() {}

  /**
   * The tokens of a text that {@link TweetNormalizer} has made normal; empty for one without any.
   */
  static List<String> tokens(String normalText) {
    TweetTokenizer tokenizer = new TweetTokenizer();
    tokenizer.read(GLUED_ADDRESS.matcher(normalText).replaceAll(" "));
    return tokenizer.tokens;
  }

  /** Whether {@code word} is one that this tokenizer can produce from text. */
  static boolean canProduce(String word) {
    List<String> tokens = tokens(word);
    return tokens.size() == 1 && tokens.get(0).equals(word);
  }

  private void read(String text) {
    Matcher match = TOKEN.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    int at = 0;
    while (at < text.length()) {
      Optional<EmojiNames.Named> emoji = EmojiNames.at(text, at);
      if (emoji.isPresent()) {
        addEmoji(emoji.get().words());
        at = emoji.get().end();
      } else if (match.region(at, text.length()).lookingAt()) {
        int before = tokens.size();
        add(match, at == 0 ? ' ' : text.charAt(at - 1));
        if (tokens.size() > before) {
          lastEmoji = List.of();
        }
        at = match.end();
      } else {
        at++;
      }
    }
  }

  private void addEmoji(List<String> words) {
    if (!words.equals(lastEmoji)) {
      tokens.addAll(words);
      lastEmoji = words.isEmpty() ? lastEmoji : words;
    }
  }

  private void add(Matcher match, char before) {
    if (match.start("WORD") >= 0) {
      addWord(match.group("WORD"));
    } else if (match.start("OTHER") >= 0) {
      addOther(match.group("OTHER"));
    } else if (match.start("URL") >= 0) {
      tokens.add(ClassToken.URL.token());
    } else if (match.start("USER") >= 0) {
      tokens.add(ClassToken.USER.token());
    } else if (match.start("TAG") >= 0) {
      addTag(match.group("TAG"));
    } else if (match.start("NUMBER") >= 0) {
      tokens.add(ClassToken.NUMBER.token());
    } else if (match.start("ACRONYM") >= 0) {
      String acronym = match.group().toLowerCase(Locale.ROOT);
      tokens.add(acronym.endsWith(".") ? acronym : acronym + ".");
    } else if (match.start("DOTS") >= 0) {
      tokens.add("...");
    } else if (match.start("SHOUT") >= 0) {
      tokens.add("!!");
    } else if (match.start("QUESTION") >= 0) {
      if (Character.isLetterOrDigit(before)) {
        tokens.add("?");
      } else {
        addUnnamedEmoji();
      }
    } else {
      tokens.add(Emoticons.kind(match).token());
    }
  }

  private void addTag(String tag) {
    Matcher part = TAG_WORD.matcher(tag);
    while (part.find()) {
      if (Character.isDigit(part.group().codePointAt(0))) {
        tokens.add(ClassToken.NUMBER.token());
      } else {
        addWord(part.group());
      }
    }
  }

  private void addWord(String written) {
    String word = ELONGATION.matcher(written.toLowerCase(Locale.ROOT)).replaceAll("$1$1");
    if (LAUGHTER.matcher(word).matches()) {
      tokens.add("haha");
      return;
    }
    if (word.length() > MOST_WORD_CHARS) {
      boolean insidePair = Character.isHighSurrogate(word.charAt(MOST_WORD_CHARS - 1));
      word = word.substring(0, insidePair ? MOST_WORD_CHARS - 1 : MOST_WORD_CHARS);
    }
    tokens.addAll(Contractions.split(word));
  }

  private void addOther(String mark) {
    int c = mark.codePointAt(0);
    switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK -> {
        // What is left of an emoji sequence, or an accent without a letter.
      }
      // Old phones sent emoji as private-use characters.
      case Character.PRIVATE_USE -> addUnnamedEmoji();
      default -> {
        if (c >= 0x1f000 && c <= 0x1fbff) {
          addUnnamedEmoji();
        } else {
          tokens.add(mark);
        }
      }
    }
  }

  private void addUnnamedEmoji() {
    String emoji = ClassToken.EMOJI.token();
    if (tokens.isEmpty() || !tokens.get(tokens.size() - 1).equals(emoji)) {
      tokens.add(emoji);
    }
  }
}
