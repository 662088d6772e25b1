package org.jukebox4j.prior.lyrics;

import java.util.Comparator;
import java.util.List;

/**
 * Where in the lyrics the music is: how much attention every code pays to every character. Source:
 * Dhariwal et al. 2020, §4.2.
 *
 * <p>It is put together from the attention of the windows that were sampled. A window sees only
 * some of the characters; where two windows have the same code, the earlier one counts for the
 * characters that it sees, as in the original.
 */
public final class LyricsAlignment {
  /**
   * The attention of one window.
   *
   * @param startCode first code of the window, counted from the start of the piece
   * @param indices which character of the whole lyrics each slot is, {@code [lyricsTokens]}; -1 for
   *     padding, whose attention is dropped
   * @param weights attention of each code to each slot, {@code [codes, lyricsTokens]}; rows beyond
   *     the end of the piece, with which a short piece is filled up, are dropped
   */
  public record WindowAttention(int startCode, int[] indices, float[] weights) {
    /** Checks the shape. The arrays are held by reference. */
    public WindowAttention {
      if (startCode < 0) {
        throw new IllegalArgumentException("startCode must be at least 0, but was " + startCode);
      }
      if (indices.length == 0 ? weights.length != 0 : weights.length % indices.length != 0) {
        throw new IllegalArgumentException(
            "weights must be rows of "
                + indices.length
                + " lyrics tokens, but there were "
                + weights.length
                + " weights");
      }
    }

    int codes() {
      return indices.length == 0 ? 0 : weights.length / indices.length;
    }
  }

  private final int codes;
  private final int characters;
  private final float[] weights;

  private LyricsAlignment(int codes, int characters) {
    this.codes = codes;
    this.characters = characters;
    this.weights = new float[Math.multiplyExact(codes, characters)];
  }

  /**
   * Puts the attention of windows together.
   *
   * @param codes number of codes of the piece, at the level of the prior with lyrics
   * @param characters number of characters of the whole lyrics
   * @param windows the windows in any order
   * @return the alignment
   */
  public static LyricsAlignment of(int codes, int characters, List<WindowAttention> windows) {
    if (codes < 1 || characters < 0) {
      throw new IllegalArgumentException(
          "codes must be at least 1 and characters at least 0, but were "
              + codes
              + " and "
              + characters);
    }
    LyricsAlignment alignment = new LyricsAlignment(codes, characters);
    windows.stream()
        .sorted(Comparator.comparingInt(WindowAttention::startCode).reversed())
        .forEach(alignment::place);
    return alignment;
  }

  private void place(WindowAttention window) {
    int slots = window.indices().length;
    int end = Math.min(codes, window.startCode() + window.codes());
    for (int code = window.startCode(); code < end; code++) {
      for (int slot = 0; slot < slots; slot++) {
        int character = window.indices()[slot];
        if (character >= characters) {
          throw new IllegalArgumentException(
              "indices must be less than the "
                  + characters
                  + " characters of the lyrics, but one was "
                  + character);
        }
        if (character >= 0) {
          weights[code * characters + character] =
              window.weights()[(code - window.startCode()) * slots + slot];
        }
      }
    }
  }

  /**
   * Returns the number of codes.
   *
   * @return the length of the piece in codes
   */
  public int codes() {
    return codes;
  }

  /**
   * Returns the number of characters.
   *
   * @return the length of the lyrics
   */
  public int characters() {
    return characters;
  }

  /**
   * Returns how much attention a code pays to a character.
   *
   * @param code the code, counted from the start of the piece
   * @param character the character, counted from the start of the lyrics
   * @return the weight, from 0 to 1; 0 where no window saw the character
   */
  public float weight(int code, int character) {
    return weights[code * characters + character];
  }

  /**
   * Returns all weights.
   *
   * @return a copy, {@code [codes, characters]}
   */
  public float[] toArray() {
    return weights.clone();
  }
}
