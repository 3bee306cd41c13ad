package org.covalence.text;

import java.util.List;

/**
 * Tokens that stand for a kind of thing. No text can spell one, because the tokenizer takes {@code
 * <}, a word and {@code >} apart; the first two exist in vocabularies only.
 *
 * <p>Emoticons become classes because published vectors know few of them (glove.6B: none of those
 * here), while they know the words that say the same: an emoticon starts from the vector of its
 * word and is learnt on from there.
 */
enum ClassToken {
  PADDING("<pad>"),
  UNKNOWN("<unk>"),
  URL("<url>"),
  USER("<user>"),
  NUMBER("<number>", "number"),
  /** An emoji that has no name here, or that a code page turned into question marks. */
  EMOJI("<emoji>"),
  SMILE("<smile>", "smile"),
  LAUGH("<laugh>", "laugh"),
  WINK("<wink>", "wink", "smile"),
  PLAYFUL("<playful>", "playful"),
  KISS("<kiss>", "kiss"),
  HEART("<heart>", "love", "heart"),
  SURPRISE("<surprise>", "surprise"),
  DOUBT("<doubt>", "doubt"),
  SAD("<sad>", "sad"),
  CRY("<cry>", "cry"),
  ANGRY("<angry>", "angry"),
  HEARTBREAK("<heartbreak>", "heartbroken", "sad");

  private final String token;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of alone
  private final List<String> spellings;

  ClassToken(String token, String... spellings) {
    this.token = token;
    this.spellings = List.of(spellings);
  }

  /** As it stands in a vocabulary. */
  String token() {
    return token;
  }

  /** Words whose vector it may start from, best first; none where it is learnt from nothing. */
  List<String> spellings() {
    return spellings;
  }
}
