package org.jukebox4j.corpus.lyrics;

import java.util.Locale;

/** A vowel, told from the others by the three resonances of the vocal tract, its formants. */
public enum Vowel {
  /** As in "father". */
  A(new Formants(820, 1300, 2650), new double[] {1, 0.75, 0.3}),
  /** As in "bed". */
  E(new Formants(480, 1950, 2700), new double[] {1, 0.7, 0.4}),
  /** As in "machine". */
  I(new Formants(290, 2450, 3250), new double[] {1, 0.7, 0.5}),
  /** As in "more". */
  O(new Formants(520, 900, 2500), new double[] {1, 0.7, 0.1}),
  /** As in "rule". */
  U(new Formants(310, 640, 2350), new double[] {1, 0.6, 0.05});

  private final Formants formants;
  private final double[] strengths;

  Vowel(Formants formants, double[] strengths) {
    this.formants = formants;
    this.strengths = strengths;
  }

  /**
   * Returns the resonances.
   *
   * @return centre frequencies
   */
  public Formants formants() {
    return formants;
  }

  /**
   * Returns how strong a formant is.
   *
   * @param formant 0, 1 or 2
   * @return an amplitude, 1 for the first formant
   */
  public double strength(int formant) {
    return strengths[formant];
  }

  /**
   * Returns how it is written.
   *
   * @return one lower-case letter
   */
  public char letter() {
    return name().toLowerCase(Locale.ROOT).charAt(0);
  }
}
