package org.jukebox4j.prior.lyrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written for single characters, read once from two small tables beside this class. */
final class CharacterTables {
  private final Map<Integer, String> replacements = new HashMap<>();

  private CharacterTables() {
    for (String line : lines("characters.txt")) {
      int tab = line.indexOf('\t');
      String written = line.substring(tab + 1);
      line.substring(0, tab).codePoints().forEach(from -> replacements.put(from, written));
    }
    for (String line : lines("han-readings.txt")) {
      int space = line.indexOf(' ');
      String reading = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1, space);
      // a syllable is a word of its own, as in the original
      line.substring(space + 1).codePoints().forEach(from -> replacements.put(from, reading + " "));
    }
    replacements.put(0x85, "\n");
    replacements.put(0x2028, "\n");
    replacements.put(0x2029, "\n");
    replacements.put(0x200b, " ");
  }

  private static final class Holder {
    static final CharacterTables TABLES = new CharacterTables();
  }

  /** What is written for a character; null if the tables do not have it. */
  static @Nullable String written(int character) {
    return Holder.TABLES.replacements.get(character);
  }

  private static List<String> lines(String name) {
    @Nullable InputStream stream = CharacterTables.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(name + " is missing from the jar of jukebox-prior");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isEmpty()).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
