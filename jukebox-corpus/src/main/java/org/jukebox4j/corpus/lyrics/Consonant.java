package org.jukebox4j.corpus.lyrics;

import java.util.Locale;

/** A consonant, which begins a syllable. */
public enum Consonant {
  /** Voiced, the tongue letting the air pass at its sides. */
  L(0.070, 0.45, new Formants(360, 1050, 2700), 0, 0),
  /** Nasal, with closed lips. */
  M(0.080, 0.40, new Formants(250, 950, 2200), 0, 0),
  /** Nasal, with the tongue at the teeth. */
  N(0.080, 0.40, new Formants(250, 1500, 2500), 0, 0),
  /** A hiss without voice. */
  S(0.110, 0, new Formants(300, 1700, 2600), 6500, 0.35),
  /** A stop without voice, opened by a short burst. */
  T(0.060, 0, new Formants(300, 1700, 2600), 4200, 0.7),
  /** A stop with voice, opened by a short burst. */
  D(0.060, 0.25, new Formants(250, 1600, 2600), 3000, 0.6);

  private final double seconds;
  private final double voice;
  private final Formants formants;
  private final double noiseHertz;
  private final double noise;

  Consonant(double seconds, double voice, Formants formants, double noiseHertz, double noise) {
    this.seconds = seconds;
    this.voice = voice;
    this.formants = formants;
    this.noiseHertz = noiseHertz;
    this.noise = noise;
  }

  /**
   * Returns how long it lasts before the vowel begins.
   *
   * @return seconds
   */
  public double seconds() {
    return seconds;
  }

  /**
   * Returns how loud the voice is, against that of a vowel.
   *
   * @return an amplitude, 0 for a consonant without voice
   */
  public double voice() {
    return voice;
  }

  /**
   * Returns the resonances while it is held.
   *
   * @return centre frequencies
   */
  public Formants formants() {
    return formants;
  }

  /**
   * Returns the middle of its noise.
   *
   * @return a frequency in Hz, 0 for a consonant without noise
   */
  public double noiseHertz() {
    return noiseHertz;
  }

  /**
   * Returns how loud its noise is.
   *
   * @return an amplitude, 0 for a consonant without noise
   */
  public double noise() {
    return noise;
  }

  /**
   * Tells whether the air is stopped first and let go at the end.
   *
   * @return true for a stop
   */
  public boolean isStop() {
    return this == T || this == D;
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
