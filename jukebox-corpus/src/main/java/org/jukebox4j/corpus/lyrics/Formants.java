package org.jukebox4j.corpus.lyrics;

/**
 * Centre frequencies of the resonances of the vocal tract.
 *
 * @param first of the first formant, in Hz; low for a closed mouth
 * @param second of the second formant, in Hz; high for a tongue in front
 * @param third of the third formant, in Hz
 */
public record Formants(double first, double second, double third) {
  /** Checks the order. */
  public Formants {
    if (!(first > 0 && second > first && third > second)) {
      throw new IllegalArgumentException(
          "formants must satisfy 0 < first < second < third, but were %s, %s and %s Hz"
              .formatted(first, second, third));
    }
  }

  /**
   * Returns a formant by number.
   *
   * @param formant 0, 1 or 2
   * @return its frequency in Hz
   */
  public double hertz(int formant) {
    return switch (formant) {
      case 0 -> first;
      case 1 -> second;
      case 2 -> third;
      default ->
          throw new IllegalArgumentException("formant must be 0, 1 or 2, but was " + formant);
    };
  }
}
