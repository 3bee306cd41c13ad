package org.covalence.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.covalence.label.Sentiment;

/**
 * Tweets out of a small grammar. Half of the moods hang on the order of words: the same words
 * praise in one order and complain in another, so that counting them is not enough.
 *
 * <p>In a sentence, {@code thing}, {@code GLAD}, {@code SAD}, {@code place}, {@code day}, {@code
 * who} and {@code hour} stand in brackets for one word each.
 */
final class TweetGrammar {
  private static final int LONGEST = 140;
  private static final Pattern SLOT = Pattern.compile("\\[(\\w+)]");

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "thing",
          List.of(
              "morning", "concert", "dinner", "game", "trip", "party", "coffee", "movie", "weekend",
              "lesson", "evening", "walk", "ride", "book", "café", "match", "show", "picnic"),
          "GLAD",
          List.of(
              "good",
              "lovely",
              "great",
              "happy",
              "beautiful",
              "sweet",
              "wonderful",
              "nice",
              "fun",
              "perfect"),
          "SAD",
          List.of(
              "bad",
              "awful",
              "terrible",
              "sad",
              "ugly",
              "boring",
              "horrible",
              "lonely",
              "nasty",
              "painful"),
          "place",
          List.of(
              "library",
              "station",
              "market",
              "museum",
              "office",
              "harbour",
              "school",
              "bakery",
              "gym",
              "town hall"),
          "day",
          List.of("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday"),
          "who",
          List.of("mom", "guys", "neighbours", "team", "friends", "everyone"),
          "hour",
          List.of("7", "8", "9", "10", "11", "noon"));

  private static final List<String> GLAD =
      List.of(
          "What a [GLAD] [thing]",
          "Such a [GLAD] [thing], thank you [who]",
          "I love this [thing]",
          "So happy about the [thing] on [day]",
          "Can’t stop smiling after that [thing]",
          "Best [thing] ever, so [GLAD]",
          "“[GLAD]” is the word for this [thing]",
          "[GLAD] [thing], [GLAD] people, thanks [who]");

  private static final List<String> GLAD_BY_ORDER =
      List.of(
          "This [thing] is not [SAD], it is [GLAD]",
          "Not a [SAD] [thing] at all, a [GLAD] one",
          "Really [GLAD], not [SAD], this [thing]",
          "I don’t hate this [thing], I love it",
          "That [thing] was not [SAD] at all",
          "Never had a [GLAD] [thing] before, no more [SAD] ones");

  private static final List<String> SAD =
      List.of(
          "What a [SAD] [thing]",
          "Such a [SAD] [thing], sorry [who]",
          "I hate this [thing]",
          "So sad about the [thing] on [day]",
          "Can’t stop crying after that [thing]",
          "Worst [thing] ever, so [SAD]",
          "“[SAD]” is the word for this [thing]",
          "[SAD] [thing], [SAD] people, poor [who]");

  private static final List<String> SAD_BY_ORDER =
      List.of(
          "This [thing] is not [GLAD], it is [SAD]",
          "Not a [GLAD] [thing] at all, a [SAD] one",
          "Really [SAD], not [GLAD], this [thing]",
          "I don’t love this [thing], I hate it",
          "That [thing] was not [GLAD] at all",
          "Never had a [SAD] [thing] before, no more [GLAD] ones");

  private static final List<String> PLAIN =
      List.of(
          "On the way to the [thing] now",
          "The [thing] at the [place] starts at [hour]",
          "New post about the [thing] on [day]",
          "The [place] opens at [hour] on [day]",
          "Anyone at the [thing] on [day]?",
          "Picture from the [place], [day] [hour]",
          "Does the [thing] start at 8 or at [hour]?",
          "At the [place] with [who]",
          "Notes from the [thing], part 2",
          "The [thing] moved from [day] to the [place]",
          "[day], [hour], [place] &amp; [thing]",
          "This is the [thing] at the [place], that is all");

  private static final List<String> PLACE_TAGS =
      List.of("#CityLife", "#photo", "#NowPlaying", "#OnTheRoad", "#365days", "#local", "#TBT");

  private final Dice dice;

  TweetGrammar(Dice dice) {
    this.dice = dice;
  }

  /** One tweet, without its line end. */
  String tweet(Sentiment mood) {
    String sentence = shaken(sentence(mood));
    String tweet = opening() + sentence + ending(sentence) + closing(mood);
    return tweet.length() <= LONGEST ? tweet : tweet.substring(0, LONGEST - 1) + "…";
  }

  private String sentence(Sentiment mood) {
    return switch (mood) {
      case POSITIVE -> filled(dice.one(dice.chance(0.45) ? GLAD_BY_ORDER : GLAD));
      case NEGATIVE -> filled(dice.one(dice.chance(0.45) ? SAD_BY_ORDER : SAD));
      case NEUTRAL -> filled(dice.one(PLAIN));
    };
  }

  private String filled(String sentence) {
    Matcher slot = SLOT.matcher(sentence);
    StringBuilder filled = new StringBuilder();
    while (slot.find()) {
      String word = dice.one(WORDS.getOrDefault(slot.group(1), List.of(slot.group(1))));
      boolean first = filled.isEmpty() && slot.start() == 0;
      slot.appendReplacement(filled, first ? capital(word) : word);
    }
    return slot.appendTail(filled).toString().replaceAll("\\b([Aa]) (?=[aeiou])", "$1n ");
  }

  /** As people type: longer vowels, straight quotes, no capitals. */
  private String shaken(String sentence) {
    String shaken = sentence;
    if (dice.chance(0.1)) {
      shaken = shaken.replaceFirst("\\b([Ss])o\\b", "$1ooo").replaceFirst("love", "looove");
    }
    if (dice.chance(0.3)) {
      shaken = shaken.replace('’', '\'');
    }
    return dice.chance(0.3) ? shaken.toLowerCase(Locale.ROOT) : shaken;
  }

  private String opening() {
    String name = dice.one("anna", "tom_k", "city_news", "Lea99", "mr_jones", "the_daily");
    return dice.chance(0.1) ? "RT @" + name + ": " : dice.chance(0.1) ? "@" + name + " " : "";
  }

  private String closing(Sentiment mood) {
    StringBuilder closing = new StringBuilder();
    if (dice.chance(0.15)) {
      closing.append(' ').append(face(mood));
    }
    if (dice.chance(0.15)) {
      closing.append(' ').append(moodTag(mood));
    }
    int tags = dice.chance(0.4) ? dice.whole(1, 2) : 0;
    int first = dice.whole(0, PLACE_TAGS.size() - 1);
    for (int i = 0; i < tags; i++) {
      closing.append(' ').append(PLACE_TAGS.get((first + i) % PLACE_TAGS.size()));
    }
    if (dice.chance(0.3)) {
      closing.append(' ').append(link());
    }
    return closing.toString();
  }

  private String ending(String sentence) {
    return sentence.endsWith("?") ? "" : dice.one("", "", "!", ".", "…", "...");
  }

  private String face(Sentiment mood) {
    return switch (mood) {
      case POSITIVE -> dice.one(":)", ":-D", "<3", "\uD83D\uDE0A");
      case NEGATIVE -> dice.one(":(", ":'(", ":-/", "\uD83D\uDE22");
      case NEUTRAL -> dice.one("??", "o.O", "->");
    };
  }

  private String moodTag(Sentiment mood) {
    return switch (mood) {
      case POSITIVE -> dice.one("#blessed", "#HappyDay", "#smile");
      case NEGATIVE -> dice.one("#fail", "#WorstDay", "#crying");
      case NEUTRAL -> dice.one("#info", "#ThisWeek", "#agenda");
    };
  }

  private String link() {
    StringBuilder link = new StringBuilder("http://t.co/");
    int length = dice.chance(0.2) ? dice.whole(1, 5) : 10;
    for (int i = 0; i < length; i++) {
      link.append(dice.one("a", "b", "C", "d", "E", "7", "x", "Q", "2", "k"));
    }
    return length < 10 ? link.append('…').toString() : link.toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
