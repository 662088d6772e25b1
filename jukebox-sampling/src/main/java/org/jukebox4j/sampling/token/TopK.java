package org.jukebox4j.sampling.token;

import java.util.Arrays;

/**
 * Keeps the {@code k} likeliest codes. Entries equal to the k-th are kept too, as in the original,
 * so that ties never depend on order.
 *
 * @param k how many to keep, at least 1; more than there are keeps all
 */
public record TopK(int k) implements LogitsFilter {
  /** Checks the range. */
  public TopK {
    if (k < 1) {
      throw new IllegalArgumentException(
          "top-k must be at least 1, but was " + k + "; leave the filter out to keep every code");
    }
  }

  @Override
  public void apply(float[] logits, int size, float[] scratch) {
    if (k >= size) {
      return;
    }
    System.arraycopy(logits, 0, scratch, 0, size);
    Arrays.sort(scratch, 0, size);
    float smallestKept = scratch[size - k];
    for (int i = 0; i < size; i++) {
      if (logits[i] < smallestKept) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
  }
}
