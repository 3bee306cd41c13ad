package org.covalence.report;

import java.util.ArrayList;
import java.util.List;
import org.covalence.interval.Estimate;

/**
 * A table of a page: a caption, a row of titles, and rows that begin with a name. One that is wider
 * than the page scrolls within its own box.
 */
final class HtmlTable {
  /**
   * A field of the table.
   *
   * @param text what it says
   * @param beside what stands smaller below it, such as an interval; may be empty
   * @param kind names of style, apart by spaces; may be empty
   */
  record Cell(String text, String beside, String kind) {
    static Cell of(String text) {
      return new Cell(text, "", "");
    }

    static Cell of(int count) {
      return of(Integer.toString(count));
    }

    /** Words, that stand left. */
    static Cell words(String text) {
      return new Cell(text, "", "words");
    }

    /** A fraction in per cent over its interval. */
    static Cell percent(Estimate estimate) {
      return new Cell(Figures.percent(estimate.value()), Figures.interval(estimate), "");
    }

    /** A difference in points over its interval. */
    static Cell points(Estimate difference) {
      return new Cell(Figures.points(difference.value()), Figures.pointsInterval(difference), "");
    }
  }

  private record Row(String name, List<Cell> cells, String kind) {}

  private final String caption;
  private final String kind;
  private final List<String> titles;
  private final List<Row> rows = new ArrayList<>();

  HtmlTable(String caption, List<String> titles) {
    this(caption, "", titles);
  }

  /**
   * @param kind name of style; may be empty
   * @param titles that of the names first
   */
  HtmlTable(String caption, String kind, List<String> titles) {
    this.caption = caption;
    this.kind = kind;
    this.titles = List.copyOf(titles);
  }

  HtmlTable row(String name, List<Cell> cells) {
    return row(name, cells, "");
  }

  HtmlTable row(String name, List<Cell> cells, String rowKind) {
    rows.add(new Row(name, List.copyOf(cells), rowKind));
    return this;
  }

  void write(Markup page) {
    page.open("div", "class", "wide", "role", "region", "aria-label", caption, "tabindex", "0");
    if (kind.isEmpty()) {
      page.open("table");
    } else {
      page.open("table", "class", kind);
    }
    page.element("caption", caption).line().open("thead").open("tr");
    for (int column = 0; column < titles.size(); column++) {
      if (isWords(column)) {
        page.open("th", "scope", "col", "class", "words");
      } else {
        page.open("th", "scope", "col");
      }
      page.name(titles.get(column)).close("th");
    }
    page.close("tr").close("thead").line().open("tbody").line();
    rows.forEach(row -> write(page, row));
    page.close("tbody").close("table").close("div").line();
  }

  /** Titles stand where their cells do. */
  private boolean isWords(int column) {
    return column > 0
        && !rows.isEmpty()
        && rows.get(0).cells().get(column - 1).kind().equals("words");
  }

  private static void write(Markup page, Row row) {
    if (row.kind().isEmpty()) {
      page.open("tr");
    } else {
      page.open("tr", "class", row.kind());
    }
    page.open("th", "scope", "row").name(row.name()).close("th");
    for (Cell cell : row.cells()) {
      if (cell.kind().isEmpty()) {
        page.open("td");
      } else {
        page.open("td", "class", cell.kind());
      }
      page.text(cell.text());
      if (!cell.beside().isEmpty()) {
        page.text(" ").element("span", cell.beside(), "class", "interval");
      }
      page.close("td");
    }
    page.close("tr").line();
  }
}
