package org.jukebox4j.prior.lyrics;

import java.util.Arrays;

/**
 * Lyrics as a prior reads them: one token for each character.
 *
 * @param text the characters that the prior knows, in order
 * @param ids the token of each character, from 1; 0 is padding
 */
public record LyricsTokens(String text, int[] ids) {
  /** No lyrics. */
  public static final LyricsTokens NONE = new LyricsTokens("", new int[0]);

  /** Checks that there is a token for each character, and copies them. */
  public LyricsTokens {
    if (text.length() != ids.length) {
      throw new IllegalArgumentException(
          "ids must be one for each of "
              + text.length()
              + " characters, but there were "
              + ids.length);
    }
    ids = ids.clone();
  }

  /**
   * Returns a copy of the tokens.
   *
   * @return the token of each character
   */
  @Override
  public int[] ids() {
    return ids.clone();
  }

  /**
   * Returns the number of characters.
   *
   * @return the length of the text
   */
  public int size() {
    return ids.length;
  }

  int id(int index) {
    return ids[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LyricsTokens that
        && text.equals(that.text)
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "LyricsTokens[" + text + "]";
  }
}
