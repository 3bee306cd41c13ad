package org.covalence.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.covalence.duplicate.Duplicates;
import org.covalence.duplicate.Likeness;
import org.covalence.inspect.Inspection;
import org.covalence.inspect.RuleCounts;
import org.covalence.label.Sentiment;
import org.covalence.read.Corpus;

/** An inspection for the screen. */
final class InspectionText {
  private static final int IDS_SHOWN = 8;

  private final Inspection inspection;
  private final AnnotatorAgreement agreement;
  private final StringBuilder text = new StringBuilder();

  private InspectionText(Inspection inspection, AnnotatorAgreement agreement) {
    this.inspection = inspection;
    this.agreement = agreement;
  }

  /** The text; lines end with a line feed. */
  static String of(Inspection inspection, AnnotatorAgreement agreement) {
    InspectionText text = new InspectionText(inspection, agreement);
    text.source();
    text.modalities();
    text.labels();
    text.rules();
    text.agreement();
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

  /** Where the rules differ, so that nobody takes one by accident. */
  private void rules() {
    List<RuleCounts> rules = RuleCounts.all(inspection.corpus());
    if (inspection.labels().total() == 0 && rules.stream().allMatch(r -> r.labels().total() == 0)) {
      return;
    }
    StringBuilder header = new StringBuilder(String.format(Locale.ROOT, "%-17s", "label rules"));
    header.append(String.format(Locale.ROOT, "%9s", "posts"));
    for (Sentiment label : Sentiment.values()) {
      header.append(String.format(Locale.ROOT, "%10s", label.label()));
    }
    line("%s%9s%12s", header, "dropped", "floor");
    for (RuleCounts counts : rules) {
      StringBuilder row =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%-17s%,9d",
                  counts.rule().replaceFirst("\\+.*", ""),
                  counts.labels().total()));
      for (Sentiment label : Sentiment.values()) {
        row.append(String.format(Locale.ROOT, "%,10d", counts.labels().count(label)));
      }
      boolean none = counts.labels().total() == 0;
      String floor =
          none ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * counts.floor().accuracy());
      line("%s%,9d%12s", row, counts.dropped(), floor);
    }
    line("");
  }

  private void agreement() {
    if (agreement.modalities().isEmpty()) {
      return;
    }
    line("agreement     pairs    Fleiss     alpha   ordinal  annotator   majority");
    agreement
        .modalities()
        .forEach(
            (modality, of) ->
                line(
                    "%-9s%10s%s%s%s%11s%11s",
                    modality,
                    percent(of.agreement().meanPairwise()),
                    coefficient(of.agreement().fleissKappa()),
                    coefficient(of.agreement().alphaNominal()),
                    coefficient(of.agreement().alphaOrdinal()),
                    percent(of.ceiling().annotator()),
                    percent(of.ceiling().majority())));
    line(
        "  pairs: two annotators give the same label. Fleiss: Fleiss' kappa. alpha, ordinal: Krippendorff's alpha. annotator: one gives the label that most of the others give. majority: the ceiling, how often the majority label would be the true one if all erred alike and independently");
    line("");
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble())
        : "-";
  }

  private static String coefficient(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%10.3f", value.getAsDouble())
        : "         -";
  }

  private void duplicates() {
    Duplicates duplicates = inspection.duplicates();
    duplicates("equal texts", duplicates.of(Likeness.EQUAL_TEXT));
    duplicates(
        "equal texts without RT, @user, address and punctuation",
        duplicates.of(Likeness.NORMALISED_TEXT));
    duplicates("equal pictures", duplicates.of(Likeness.EQUAL_PICTURE));
    duplicates("pictures that look alike, or are equal", duplicates.of(Likeness.NEAR_PICTURE));
    agreement
        .equal()
        .forEach(
            (modality, equal) -> {
              if (equal.best().orElse(1) < 1) {
                line(
                    "  reading the %s alone, nobody can be more than %.1f %% accurate: equal ones have different labels",
                    modality, 100 * equal.best().orElse(1));
              }
            });
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
