package org.covalence.cli;

import java.util.List;
import java.util.Locale;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.Likeness;
import org.covalence.inspect.Inspection;
import org.covalence.label.Sentiment;
import org.covalence.read.Corpus;

/** An inspection for the screen. */
final class InspectionText {
  private static final int IDS_SHOWN = 8;

  private final Inspection inspection;
  private final StringBuilder text = new StringBuilder();

  private InspectionText(Inspection inspection) {
    this.inspection = inspection;
  }

  /** The text; lines end with a line feed. */
  static String of(Inspection inspection) {
    InspectionText text = new InspectionText(inspection);
    text.source();
    text.modalities();
    text.labels();
    text.duplicates();
    text.findings();
    return text.text.toString();
  }

  private void source() {
    Corpus corpus = inspection.corpus().corpus();
    line("%s", corpus.source());
    line(
        "%,d posts (%s layout, texts in %s, %d annotator%s)",
        inspection.posts(),
        corpus.layout(),
        corpus.encoding(),
        corpus.annotators(),
        corpus.annotators() == 1 ? "" : "s");
    if (corpus.posts().size() < inspection.posts()) {
      line("%,d of them can be read", corpus.posts().size());
    }
    line("");
  }

  private void modalities() {
    StringBuilder header = new StringBuilder("            posts");
    for (Sentiment label : Sentiment.values()) {
      header.append(String.format(Locale.ROOT, "%10s", label.label()));
    }
    line("%s%13s", header, "no majority");
    inspection
        .modalities()
        .forEach(
            (modality, counts) -> {
              StringBuilder row =
                  new StringBuilder(
                      String.format(Locale.ROOT, "%-8s%,9d", modality, counts.posts()));
              if (counts.labels().total() == 0) {
                line("%s  not labelled by itself", row);
                return;
              }
              for (Sentiment label : Sentiment.values()) {
                row.append(String.format(Locale.ROOT, "%,10d", counts.labels().count(label)));
              }
              line("%s%,13d", row, counts.noMajority());
            });
    line("");
  }

  private void labels() {
    line(
        "label rule %s: %,d posts labelled, %,d dropped",
        inspection.corpus().rule().name(), inspection.labels().total(), inspection.dropped());
    for (Sentiment label : Sentiment.values()) {
      int count = inspection.labels().count(label);
      int all = Math.max(1, inspection.labels().total());
      line("  %-9s %,7d  %5.1f %%", label.label(), count, 100.0 * count / all);
    }
    inspection
        .corpus()
        .dropped()
        .forEach((reason, ids) -> line("  dropped, %s: %,d (%s)", reason, ids.size(), some(ids)));
    if (inspection.labels().total() == 0) {
      line("  no post has a label: there is nothing to train on or to measure by");
      line("");
      return;
    }
    line(
        "  floor: calling every post %s is %.1f %% accurate, macro-F1 %.1f %%, weighted F1 %.1f %%",
        inspection.floor().label().label(),
        100 * inspection.floor().accuracy(),
        100 * inspection.floor().macroF1(),
        100 * inspection.floor().weightedF1());
    line("");
  }

  private void duplicates() {
    Duplicates duplicates = inspection.duplicates();
    duplicates("equal texts", duplicates.of(Likeness.EQUAL_TEXT));
    duplicates(
        "equal texts without RT, @user, address and punctuation",
        duplicates.of(Likeness.NORMALISED_TEXT));
    duplicates("equal pictures", duplicates.of(Likeness.EQUAL_PICTURE));
    duplicates("pictures that look alike, or are equal", duplicates.of(Likeness.NEAR_PICTURE));
  }

  private void duplicates(String what, List<List<String>> groups) {
    if (groups.isEmpty()) {
      line("%s: none", what);
    } else {
      line(
          "%s: %,d posts in %,d group%s, %,d of them with different labels",
          what,
          Duplicates.posts(groups),
          groups.size(),
          groups.size() == 1 ? "" : "s",
          inspection.conflicting(groups));
    }
  }

  private void findings() {
    if (!inspection.findings().isEmpty()) {
      line("");
      line("%s:", FindingList.count(inspection.findings()));
      FindingList.lines(inspection.findings(), "--json lists all")
          .forEach(l -> text.append(l).append('\n'));
    }
  }

  private static String some(List<String> ids) {
    String first = String.join(", ", ids.stream().limit(IDS_SHOWN).toList());
    return ids.size() > IDS_SHOWN ? first + ", …; --json lists all" : first;
  }

  private void line(String format, Object... values) {
    Paragraph.lines(String.format(Locale.ROOT, format, values))
        .forEach(line -> text.append(line).append('\n'));
  }
}
