package org.jukebox4j.cli.page;

import org.jukebox4j.prior.lyrics.LyricsAlignment;

/**
 * The attention of a song to its lyrics, in steps of time that an eye can follow.
 *
 * @param seconds length of a step
 * @param weights mean attention of the codes of a step, {@code [steps, characters]}
 */
record AttentionSteps(double seconds, float[][] weights) {
  private static final double SHORTEST = 0.1;

  /**
   * Averages an alignment.
   *
   * @param alignment attention of every code to every character
   * @param secondsPerCode how long a code lasts
   * @param seconds length of the song; codes beyond its end are left out
   */
  static AttentionSteps of(LyricsAlignment alignment, double secondsPerCode, double seconds) {
    int codes = Math.min(alignment.codes(), (int) Math.ceil(seconds / secondsPerCode));
    int perStep = Math.max(1, (int) Math.round(SHORTEST / secondsPerCode));
    float[][] weights = new float[(codes + perStep - 1) / perStep][alignment.characters()];
    for (int step = 0; step < weights.length; step++) {
      int first = step * perStep;
      int end = Math.min(codes, first + perStep);
      for (int character = 0; character < alignment.characters(); character++) {
        double sum = 0;
        for (int code = first; code < end; code++) {
          sum += alignment.weight(code, character);
        }
        weights[step][character] = (float) (sum / (end - first));
      }
    }
    return new AttentionSteps(perStep * secondsPerCode, weights);
  }

  /** The attention of a step to the characters from one to before another. */
  double weight(int step, int from, int to) {
    double sum = 0;
    for (int character = from; character < to; character++) {
      sum += weights[step][character];
    }
    return sum;
  }

  /** The largest attention of any step to any character. */
  double largest() {
    double largest = 0;
    for (float[] step : weights) {
      for (float weight : step) {
        largest = Math.max(largest, weight);
      }
    }
    return largest;
  }
}
