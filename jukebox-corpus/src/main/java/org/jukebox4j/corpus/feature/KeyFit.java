package org.jukebox4j.corpus.feature;

import org.jukebox4j.corpus.score.Key;
import org.jukebox4j.corpus.score.Mode;

/** How well tones keep to a scale. */
public final class KeyFit {
  private KeyFit() {}

  /**
   * Returns how much of the energy of tones is in the best key of a mode.
   *
   * @param chroma share of each pitch class, {@code [12]} from C on
   * @param mode intervals of the scale
   * @return from 0 to 1; at least 7/12, the share of seven pitch classes when all are alike
   */
  public static double inKey(double[] chroma, Mode mode) {
    double best = 0;
    for (int tonic = 0; tonic < chroma.length; tonic++) {
      Key key = new Key(tonic, mode);
      double share = 0;
      for (int pitch = 0; pitch < chroma.length; pitch++) {
        share += key.contains(pitch) ? chroma[pitch] : 0;
      }
      best = Math.max(best, share);
    }
    return best;
  }
}
