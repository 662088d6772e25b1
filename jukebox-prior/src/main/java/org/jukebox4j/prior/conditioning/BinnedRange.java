package org.jukebox4j.prior.conditioning;

/**
 * A range of numbers that is cut into bins of equal width.
 *
 * @param bins number of bins
 * @param min smallest number
 * @param max the number that is just outside
 */
record BinnedRange(int bins, double min, double max) {
  /**
   * Finds the bins of some positions that share an interval evenly: position {@code i} of {@code n}
   * takes {@code start + (end - start) * (i / n)}, so the end itself is never reached.
   *
   * <p>All arithmetic is float32 in this order, because at real sizes any other order puts some
   * positions into the neighbouring bin.
   *
   * @param start value of the first position
   * @param end value after the last position
   * @param count number of positions
   * @return one bin for each position
   */
  int[] binsOf(float start, float end, int count) {
    float smallest = (float) min;
    float extent = (float) (max - min);
    float length = end - start;
    int[] found = new int[count];
    for (int i = 0; i < count; i++) {
      float value = start + length * ((float) i / count);
      float normalised = (value - smallest) / extent;
      found[i] = (int) Math.floor(bins * normalised);
    }
    return found;
  }
}
