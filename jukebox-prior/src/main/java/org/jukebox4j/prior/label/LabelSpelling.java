package org.jukebox4j.prior.label;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jukebox4j.prior.LabelVocabularyVersion;

/** Which ways of writing a name are the same name. */
final class LabelSpelling {
  private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");
  private static final Pattern OUTER_UNDERSCORES = Pattern.compile("^_|_$");
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private LabelSpelling() {}

  /**
   * Writes a name as the vocabulary does. V2: lower case, every run of anything but {@code
   * [a-z0-9]} one underscore, none at the ends. V3: lower case only.
   */
  static String normalise(LabelVocabularyVersion version, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (version) {
      case V2 ->
          OUTER_UNDERSCORES.matcher(NOT_A_WORD.matcher(lower).replaceAll("_")).replaceAll("");
      case V3 -> lower;
    };
  }

  /**
   * Writes a normalised name without what a reader cannot see. The V3 vocabulary has names with
   * invisible marks, double spaces and trailing spaces, which nobody would type.
   */
  static String visible(String normalised) {
    return SPACES.matcher(INVISIBLE.matcher(normalised).replaceAll("")).replaceAll(" ").strip();
  }

  /** Refuses a name that has nothing to read. */
  static void requireVisible(String kind, String name) {
    if (visible(name).isEmpty()) {
      throw new IllegalArgumentException(
          kind + " must not be empty; use \"unknown\" to leave the choice to the model");
    }
  }
}
