package org.jukebox4j.prior.lyrics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Japanese syllables in Latin letters, after Hepburn; long vowels are doubled. */
final class Kana {
  private static final char FIRST_HIRAGANA = 'ぁ';
  private static final char LAST_HIRAGANA = 'ゖ';
  private static final char FIRST_KATAKANA = 'ァ';
  private static final char LAST_KATAKANA = 'ヶ';
  private static final char LONG_VOWEL = 'ー';
  private static final char DOUBLED_CONSONANT = 'っ';
  private static final String SMALL_Y = "ゃゅょ";
  private static final String SMALL_VOWELS = "ぁぃぅぇぉ";

  private static final Map<Character, String> SYLLABLES = syllables();

  private Kana() {}

  private static Map<Character, String> syllables() {
    String table =
        "あaいiうuえeおoかkaきkiくkuけkeこkoがgaぎgiぐguげgeごgoさsaしshiすsuせseそsoざzaじji"
            + "ずzuぜzeぞzoたtaちchiつtsuてteとtoだdaぢjiづzuでdeどdoなnaにniぬnuねneのnoはhaひhiふfu"
            + "へheほhoばbaびbiぶbuべbeぼboぱpaぴpiぷpuぺpeぽpoまmaみmiむmuめmeもmoやyaゆyuよyoらraりri"
            + "るruれreろroわwaゐwiゑweをwoんnゔvuゕkaゖkeぁaぃiぅuぇeぉoゃyaゅyuょyoゎwa";
    Map<Character, String> syllables = new HashMap<>();
    int start = 0;
    while (start < table.length()) {
      int end = start + 1;
      while (end < table.length() && table.charAt(end) < 128) {
        end++;
      }
      syllables.put(table.charAt(start), table.substring(start + 1, end));
      start = end;
    }
    return Map.copyOf(syllables);
  }

  static boolean isKana(int character) {
    return character >= FIRST_HIRAGANA && character <= LAST_HIRAGANA
        || character >= FIRST_KATAKANA && character <= LAST_KATAKANA
        || character == LONG_VOWEL;
  }

  /** Writes text of which every character is Kana. */
  static String written(String kana) {
    StringBuilder latin = new StringBuilder();
    boolean doubled = false;
    for (int i = 0; i < kana.length(); i++) {
      char character = hiragana(kana.charAt(i));
      if (character == DOUBLED_CONSONANT) {
        doubled = true;
      } else {
        append(character, doubled, latin);
        doubled = false;
      }
    }
    return latin.toString();
  }

  private static void append(char character, boolean doubled, StringBuilder latin) {
    char previous = latin.length() == 0 ? ' ' : latin.charAt(latin.length() - 1);
    @Nullable String syllable = SYLLABLES.get(character);
    if (syllable == null) {
      if (character == LONG_VOWEL && isVowel(previous)) {
        latin.append(previous);
      }
    } else if (SMALL_Y.indexOf(character) >= 0 && previous == 'i') {
      latin.setLength(latin.length() - 1);
      latin.append(endsPalatal(latin) ? syllable.substring(1) : syllable);
    } else if (SMALL_VOWELS.indexOf(character) >= 0 && isVowel(previous)) {
      shorten(latin);
      latin.append(syllable);
    } else {
      if (doubled) {
        latin.append(syllable.startsWith("ch") ? 't' : syllable.charAt(0));
      }
      latin.append(syllable);
    }
  }

  /** After sh, ch and j, the y of ya, yu and yo is not written. */
  private static boolean endsPalatal(StringBuilder latin) {
    int length = latin.length();
    boolean hushed =
        length > 1
            && latin.charAt(length - 1) == 'h'
            && "sc".indexOf(latin.charAt(length - 2)) >= 0;
    return hushed || length > 0 && latin.charAt(length - 1) == 'j';
  }

  /** Takes the vowel off the last syllable; a lone u becomes w. */
  private static void shorten(StringBuilder latin) {
    int last = latin.length() - 1;
    boolean alone =
        last == 0 || !Character.isLetter(latin.charAt(last - 1)) || isVowel(latin.charAt(last - 1));
    if (latin.charAt(last) == 'u' && alone) {
      latin.setCharAt(last, 'w');
    } else {
      latin.setLength(last);
    }
  }

  private static boolean isVowel(char letter) {
    return "aiueo".indexOf(letter) >= 0;
  }

  private static char hiragana(char character) {
    return character >= FIRST_KATAKANA && character <= LAST_KATAKANA
        ? (char) (character - (FIRST_KATAKANA - FIRST_HIRAGANA))
        : character;
  }
}
