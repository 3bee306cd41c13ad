package org.covalence.report;

import java.util.function.Consumer;

/**
 * A part of a page.
 *
 * @param id its anchor
 * @param title its heading and its line in the table of contents
 * @param body writes what stands below the heading; headings in it are of the third level
 */
record Section(String id, String title, Consumer<Markup> body) {
  void write(Markup page) {
    page.open("section", "aria-labelledby", id).line();
    page.element("h2", title, "id", id).line();
    body.accept(page);
    page.close("section").line();
  }
}
