package org.jukebox4j.cli.page;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * HTML that is safe to put into a page. Text becomes markup through {@link #text} only, so that no
 * lyrics and no name can be more than text.
 *
 * @param html the markup, for the content of an element or a quoted attribute
 */
record Markup(String html) {
  static final Markup NONE = new Markup("");

  /** Text of any origin. */
  static Markup text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isAllowed(character) ? character : '\uFFFD');
      }
    }
    return new Markup(escaped.toString());
  }

  /** Control characters have no place in HTML. */
  private static boolean isAllowed(char character) {
    return (character >= ' ' && character != 0x7f)
        || character == '\n'
        || character == '\r'
        || character == '\t';
  }

  /** Text whose direction of writing does not reach beyond it. */
  static Markup isolated(String text) {
    return new Markup("<bdi>" + text(text).html + "</bdi>");
  }

  static Markup join(Collection<Markup> parts) {
    return new Markup(parts.stream().map(Markup::html).collect(Collectors.joining()));
  }

  /** An element without attributes around this. */
  Markup in(String element) {
    return new Markup("<" + element + ">" + html + "</" + element + ">");
  }
}
