package org.jukebox4j.corpus.feature;

/** How far two recordings are apart as the ear has it. */
public final class LogMelDistance {
  private static final double DECIBELS = 10 / Math.log(10);

  private LogMelDistance() {}

  /**
   * Returns the mean absolute difference of the logarithmic powers in mel bands.
   *
   * @param left a recording
   * @param right another, of about the same length; what one has more is left out
   * @return in dB
   */
  public static double between(Heard left, Heard right) {
    int frames = Math.min(left.frames(), right.frames());
    double sum = 0;
    for (int frame = 0; frame < frames; frame++) {
      float[] one = left.logPowers(frame);
      float[] other = right.logPowers(frame);
      for (int band = 0; band < one.length; band++) {
        sum += Math.abs(one[band] - other[band]);
      }
    }
    return DECIBELS * sum / frames / Heard.BANDS;
  }
}
