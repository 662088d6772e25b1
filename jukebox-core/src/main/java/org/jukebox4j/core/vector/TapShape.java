package org.jukebox4j.core.vector;

/**
 * What one step of a convolution sees of the rows that go in.
 *
 * @param taps pieces that it sees
 * @param distance elements from one piece to the next, negative for taps that look back
 * @param inputs elements of a piece
 */
public record TapShape(int taps, int distance, int inputs) {
  /** Checks the numbers. */
  public TapShape {
    if (taps < 1 || inputs < 1) {
      throw new IllegalArgumentException(
          "taps and inputs must be at least 1, but were %d and %d".formatted(taps, inputs));
    }
  }

  /**
   * Returns how many elements a step sees.
   *
   * @return products added up for each output
   */
  public int seen() {
    return Math.multiplyExact(taps, inputs);
  }
}
