package org.covalence.report;

/**
 * HTML as it is written. Whatever is handed over as text or as the value of an attribute is
 * escaped, and there is no way around that but {@link #embed}, which takes what this program brings
 * itself. Attributes are pairs of name and value.
 */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  Markup open(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      html.append('"');
    }
    html.append('>');
    return this;
  }

  Markup close(String tag) {
    html.append("</").append(tag).append(">");
    return this;
  }

  Markup line() {
    html.append('\n');
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** A whole element that holds text alone. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** A paragraph. */
  Markup paragraph(String text) {
    return element("p", text).line();
  }

  /**
   * A style sheet, a script or its data, which HTML reads as it stands.
   *
   * @throws IllegalArgumentException if it would end the element early
   */
  Markup embed(String tag, String content, String... attributes) {
    if (content.contains("</") || content.contains("<!--")) {
      throw new IllegalArgumentException("what is embedded as " + tag + " would end too early");
    }
    open(tag, attributes);
    html.append(content);
    return close(tag);
  }

  /** A name from outside: one that is written from right to left leaves the words around it. */
  Markup name(String name) {
    return element("bdi", name);
  }

  /** Characters that HTML does not allow become the sign for an unknown one. */
  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\r' -> html.append("&#13;");
                default -> html.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
              }
            });
  }

  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0;
    boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noCharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    return !control && !halfPair && !noCharacter;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
