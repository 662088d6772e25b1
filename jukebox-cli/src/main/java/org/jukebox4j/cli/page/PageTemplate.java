package org.jukebox4j.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in, written {@code {{name}}}.
 *
 * @param text the text
 */
record PageTemplate(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  /** The template of that file beside this class. */
  static PageTemplate named(String file) {
    return new PageTemplate(resource(file));
  }

  /** The text of a file beside this class, with line feeds as it was written. */
  static String resource(String file) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Fills every place once: what is filled in is not looked at again. */
  Markup fill(Map<String, Markup> values) {
    return new Markup(PLACE.matcher(text).replaceAll(place -> literal(values, place)));
  }

  private static String literal(Map<String, Markup> values, MatchResult place) {
    Markup value = values.get(place.group(1));
    if (value == null) {
      throw new IllegalStateException("nothing was given for {{" + place.group(1) + "}}");
    }
    return Matcher.quoteReplacement(value.html());
  }
}
