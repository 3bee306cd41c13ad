package org.covalence.disturb;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.covalence.post.Modality;

/**
 * The ways to make posts worse, and in what units people tell their strength: shares in per cent, a
 * radius in pixels, a quality as JPEG has it.
 */
public enum Kind {
  /** A modality is taken away from a share of the posts. */
  MISSING,
  /** Keys are hit wrongly, once in so many characters. */
  TYPOS,
  /** Neighbouring words change places. */
  SWAPPED_WORDS,
  /** Words are left out. */
  DROPPED_WORDS,
  /** A picture is out of focus. */
  BLUR,
  /** A part of a picture is kept. */
  CROP,
  /** A picture is saved as JPEG once more. */
  RECOMPRESSION,
  /** A picture has less light. */
  DARKENING;

  /** The word for it in options and files. */
  public String word() {
    return switch (this) {
      case MISSING -> "missing";
      case TYPOS -> "typos";
      case SWAPPED_WORDS -> "swapped-words";
      case DROPPED_WORDS -> "dropped-words";
      case BLUR -> "blur";
      case CROP -> "crop";
      case RECOMPRESSION -> "recompression";
      case DARKENING -> "darkening";
    };
  }

  /** The words of all, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Kind::word).toList();
  }

  /** The kind called {@code word}. */
  public static Optional<Kind> named(String word) {
    return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
  }

  /** What it makes worse; empty for what can befall any modality. */
  public Optional<Modality> modality() {
    return switch (this) {
      case MISSING -> Optional.empty();
      case TYPOS, SWAPPED_WORDS, DROPPED_WORDS -> Optional.of(Modality.TEXT);
      case BLUR, CROP, RECOMPRESSION, DARKENING -> Optional.of(Modality.IMAGE);
    };
  }

  /** Its name in results, where it befalls {@code modality}. */
  public String name(Modality modality) {
    return this == MISSING ? word() + "-" + modality.name() : word();
  }

  /** Levels that are worth a look where nobody named any, from weak to strong. */
  public List<Double> levels() {
    return switch (this) {
      case MISSING -> List.of(10.0, 25.0, 50.0, 75.0, 90.0, 100.0);
      case TYPOS -> List.of(2.0, 5.0, 10.0, 20.0, 40.0);
      case SWAPPED_WORDS, DROPPED_WORDS -> List.of(10.0, 25.0, 50.0, 75.0);
      case BLUR -> List.of(1.0, 2.0, 4.0, 8.0);
      case CROP -> List.of(75.0, 50.0, 25.0, 10.0);
      case RECOMPRESSION -> List.of(50.0, 25.0, 10.0, 5.0);
      case DARKENING -> List.of(25.0, 50.0, 75.0, 90.0);
    };
  }

  /** Whether {@code level} is one, and would change something. */
  public boolean allows(double level) {
    return switch (this) {
      case RECOMPRESSION -> level >= 1 && level <= 100 && level == Math.rint(level);
      case CROP -> level > 0 && level < 100;
      default -> level > 0 && level <= 100;
    };
  }

  /** What {@link #allows} allows, in words. */
  public String range() {
    return switch (this) {
      case RECOMPRESSION -> "a whole number from 1 to 100, the quality";
      case CROP -> "a number above 0 and below 100, the per cent that are kept";
      case BLUR -> "a number above 0 and at most 100, the radius";
      default -> "a number above 0 and at most 100, in per cent";
    };
  }

  /** A level on a scale on which more is worse. */
  public double strength(double level) {
    return this == CROP || this == RECOMPRESSION ? 100 - level : level;
  }

  /** What {@link #strength} counts. */
  public String axis() {
    return switch (this) {
      case MISSING -> "posts that lose the modality, per cent";
      case TYPOS -> "letters with a typing error, per cent";
      case SWAPPED_WORDS -> "pairs of neighbouring words that change places, per cent";
      case DROPPED_WORDS -> "words left out, per cent";
      case BLUR -> "radius, in pixels where the shorter side has 224";
      case CROP -> "picture cut away, per cent of its area";
      case RECOMPRESSION -> "100 less the JPEG quality";
      case DARKENING -> "light taken away, per cent";
    };
  }

  /** A level in few characters, such as {@code 25 %}. */
  public String tell(double level) {
    return switch (this) {
      case BLUR -> "radius " + plain(level);
      case CROP -> plain(level) + " % kept";
      case RECOMPRESSION -> "quality " + plain(level);
      default -> plain(level) + " %";
    };
  }

  /** A level without needless digits. */
  public static String plain(double level) {
    return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
  }

  /**
   * A disturbance of this kind.
   *
   * @param modality what is taken away; of no meaning for what befalls one modality only
   * @param level one that is allowed
   */
  public Disturbance at(Modality modality, double level) {
    return switch (this) {
      case MISSING -> new Missing(modality, level / 100);
      case TYPOS -> new Typos(level / 100);
      case SWAPPED_WORDS -> new SwappedWords(level / 100);
      case DROPPED_WORDS -> new DroppedWords(level / 100);
      case BLUR -> new Blur(level);
      case CROP -> new Crop(level / 100);
      case RECOMPRESSION -> new Recompression((int) level);
      case DARKENING -> new Darkening(level / 100);
    };
  }
}
