package org.jukebox4j.prior.dataset;

import java.util.Arrays;

/**
 * Which columns of the lyrics that a window sees belong to what is sung at each of its codes: from
 * {@code first} on and before {@code end}; of a word, the last one, where it has been read. Where
 * that is not known, or the window does not see it, both are the same.
 *
 * @param first {@code [contextLength]}
 * @param end {@code [contextLength]}
 */
public record SungCharacters(int[] first, int[] end) {
  /** Checks the lengths and copies the arrays. */
  public SungCharacters {
    if (first.length != end.length) {
      throw new IllegalArgumentException(
          "end must be there for each of %d codes, but was for %d"
              .formatted(first.length, end.length));
    }
    first = first.clone();
    end = end.clone();
  }

  /**
   * Nothing is known.
   *
   * @param codes codes of the window
   * @return no characters for any code
   */
  public static SungCharacters unknown(int codes) {
    return new SungCharacters(new int[codes], new int[codes]);
  }

  @Override
  public int[] first() {
    return first.clone();
  }

  @Override
  public int[] end() {
    return end.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SungCharacters that
        && Arrays.equals(first, that.first)
        && Arrays.equals(end, that.end);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + Arrays.hashCode(end);
  }

  @Override
  public String toString() {
    return "SungCharacters[first=%s, end=%s]"
        .formatted(Arrays.toString(first), Arrays.toString(end));
  }
}
