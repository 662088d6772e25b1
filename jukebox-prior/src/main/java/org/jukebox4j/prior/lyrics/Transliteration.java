package org.jukebox4j.prior.lyrics;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes text of any script in ASCII: letters lose their marks, ligatures are taken apart, Greek,
 * Cyrillic, Hebrew, Arabic, Korean, Japanese and Chinese are written in Latin letters, and what has
 * no counterpart is left out. ASCII stays as it is.
 */
final class Transliteration {
  private static final Pattern HALF_WIDTH_KANA = Pattern.compile("[\uff61-\uff9f]+");

  private Transliteration() {}

  static String toAscii(String text) {
    // so that a letter and its marks are one character wherever Unicode has one
    String composed = Normalizer.normalize(widened(text), Normalizer.Form.NFC);
    StringBuilder ascii = new StringBuilder(composed.length());
    int position = 0;
    while (position < composed.length()) {
      int character = composed.codePointAt(position);
      int end = position + Character.charCount(character);
      if (Kana.isKana(character)) {
        while (end < composed.length() && Kana.isKana(composed.charAt(end))) {
          end++;
        }
        ascii.append(Kana.written(composed.substring(position, end)));
      } else {
        append(character, ascii);
      }
      position = end;
    }
    return ascii.toString();
  }

  /** Half-width Kana have their voicing marks in a character of their own. */
  private static String widened(String text) {
    return HALF_WIDTH_KANA
        .matcher(text)
        .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
  }

  private static void append(int character, StringBuilder ascii) {
    if (character < 128) {
      ascii.append((char) character);
      return;
    }
    if (Hangul.isSyllable(character)) {
      ascii.append(Hangul.written(character));
      return;
    }
    @Nullable String written = CharacterTables.written(character);
    if (written != null) {
      ascii.append(written);
      return;
    }
    if (Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER) {
      ascii.append(Character.digit(character, 10));
      return;
    }
    String whole = Character.toString(character);
    String parts = Normalizer.normalize(whole, Normalizer.Form.NFKD);
    if (!parts.equals(whole)) {
      parts.codePoints().forEach(part -> appendPart(part, ascii));
    }
  }

  /** Some signs decompose into Kana, everything else into single characters. */
  private static void appendPart(int part, StringBuilder ascii) {
    if (Kana.isKana(part)) {
      ascii.append(Kana.written(Character.toString(part)));
    } else {
      append(part, ascii);
    }
  }
}
