package org.jukebox4j.prior.conditioning;

import java.util.Locale;

/**
 * The timing signal: total length of the piece, absolute and relative position in it.
 *
 * @param bins how many bins each of the three is cut into
 * @param sampleRate samples per second
 * @param minDurationSeconds shortest whole piece, in seconds
 * @param maxDurationSeconds longest whole piece, in seconds; exclusive
 */
public record TimingConfig(
    int bins, int sampleRate, double minDurationSeconds, double maxDurationSeconds) {
  /** Checks the ranges. */
  public TimingConfig {
    if (bins < 1 || sampleRate < 1) {
      throw new IllegalArgumentException(
          "bins and sampleRate must be at least 1, but were " + bins + " and " + sampleRate);
    }
    if (!(minDurationSeconds >= 0 && maxDurationSeconds > minDurationSeconds)) {
      throw new IllegalArgumentException(
          "minDurationSeconds and maxDurationSeconds must satisfy 0 <= min < max, but were "
              + minDurationSeconds
              + " s and "
              + maxDurationSeconds
              + " s");
    }
  }

  private BinnedRange totalLength() {
    return new BinnedRange(bins, minDurationSeconds * sampleRate, maxDurationSeconds * sampleRate);
  }

  /**
   * Finds the bins of a window.
   *
   * @param window where it lies in the piece
   * @param positions number of positions of the window
   * @return its bins
   * @throws IllegalArgumentException if the piece is too short or too long, or if the window lies
   *     outside it
   */
  public TimingBins bins(TimingWindow window, int positions) {
    float total = window.totalLength();
    float start = window.offset();
    float end = start + (float) window.length();
    require(total, start, end);
    BinnedRange absolute = new BinnedRange(bins, 0, maxDurationSeconds * sampleRate);
    BinnedRange relative = new BinnedRange(bins, 0, 1);
    return new TimingBins(
        totalLength().binsOf(total, total, 1)[0],
        absolute.binsOf(start, end, positions),
        relative.binsOf(start / total, Math.min(end / total, 1f), positions));
  }

  private void require(float total, float start, float end) {
    float min = (float) totalLength().min();
    float max = (float) totalLength().max();
    if (total < min || total >= max) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the total length must be at least %s s and below %s s for this prior, but was %.2f"
                  + " s",
              minDurationSeconds,
              maxDurationSeconds,
              total / sampleRate));
    }
    if (start < 0 || start >= total) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the window must start inside the piece of %.2f s, but started at %.2f s",
              total / sampleRate,
              start / sampleRate));
    }
    if (end > max || end < start) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the window must end by %s s, the longest piece of this prior, but ended at %.2f s",
              maxDurationSeconds,
              end / sampleRate));
    }
  }
}
