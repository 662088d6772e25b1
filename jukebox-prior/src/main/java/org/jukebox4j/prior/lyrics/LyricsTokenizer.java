package org.jukebox4j.prior.lyrics;

import org.jukebox4j.prior.LabelVocabularyVersion;

/**
 * Turns lyrics into the characters that a prior knows: {@code A-Z a-z 0-9}, punctuation, space, tab
 * and newline.
 *
 * <p>Text in other scripts is transliterated to ASCII first, a backslash becomes a newline, and
 * what is then still unknown is left out. The original transliterates with a table of its own; this
 * class agrees with it for European languages, Kana, Hangul and Chinese characters in common use,
 * and may write less usual characters in another way.
 */
public final class LyricsTokenizer {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String characters;
  private final int[] ids = new int[128];

  /**
   * Makes a tokenizer.
   *
   * @param version V2 has 79 characters; V3 has 78, without {@code +}
   */
  public LyricsTokenizer(LabelVocabularyVersion version) {
    String plus = version == LabelVocabularyVersion.V2 ? "+" : "";
    characters = LETTERS_AND_DIGITS + ".,:;!?-" + plus + "'\"()[] \t\n";
    for (int i = 0; i < characters.length(); i++) {
      ids[characters.charAt(i)] = i + 1;
    }
  }

  /**
   * Returns the size of the lyrics vocabulary.
   *
   * @return the number of tokens, with 0 for padding: 80 in V2, 79 in V3
   */
  public int vocabularySize() {
    return characters.length() + 1;
  }

  /**
   * Writes lyrics in the characters that the prior knows.
   *
   * @param lyrics text in any script
   * @return the text without what cannot be written
   */
  public String clean(String lyrics) {
    String ascii = Transliteration.toAscii(lyrics).replace('\\', '\n');
    StringBuilder known = new StringBuilder(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      if (ids[ascii.charAt(i)] > 0) {
        known.append(ascii.charAt(i));
      }
    }
    return known.toString();
  }

  /**
   * Turns lyrics into tokens.
   *
   * @param lyrics text in any script
   * @return one token for each character that can be written; maybe none
   */
  public LyricsTokens tokenize(String lyrics) {
    String known = clean(lyrics);
    return new LyricsTokens(known, known.chars().map(character -> ids[character]).toArray());
  }

  /**
   * Turns lyrics into tokens and refuses lyrics that would be lost.
   *
   * @param lyrics text in any script; blank for an instrumental piece
   * @return one token for each character that can be written
   * @throws IllegalArgumentException if there are lyrics, but no letter or digit of them can be
   *     written in the characters that the prior knows
   */
  public LyricsTokens tokenizeReadable(String lyrics) {
    LyricsTokens tokens = tokenize(lyrics);
    boolean readable = tokens.text().chars().anyMatch(Character::isLetterOrDigit);
    if (!lyrics.isBlank() && !readable) {
      throw new IllegalArgumentException(
          "lyrics must have letters or digits that this model knows (A-Z, a-z, 0-9, or text that"
              + " can be transliterated to them), but none of the "
              + lyrics.codePointCount(0, lyrics.length())
              + " characters is one; write the lyrics in Latin letters");
    }
    return tokens;
  }

  /**
   * Writes tokens as text.
   *
   * @param tokens tokens of this vocabulary; 0 is left out
   * @return the text
   */
  public String text(int[] tokens) {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      if (token < 0 || token > characters.length()) {
        throw new IllegalArgumentException(
            "tokens must be from 0 to " + characters.length() + ", but one was " + token);
      }
      if (token > 0) {
        text.append(characters.charAt(token - 1));
      }
    }
    return text.toString();
  }
}
