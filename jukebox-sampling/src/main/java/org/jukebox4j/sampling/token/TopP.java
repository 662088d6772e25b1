package org.jukebox4j.sampling.token;

import java.util.Arrays;

/**
 * Keeps the likeliest codes that together reach a probability: an entry goes when the probability
 * of all likelier ones already exceeds {@code p}, so the one that crosses {@code p} stays. Of equal
 * entries the earlier counts as likelier. The original's own filter crashes on current PyTorch.
 *
 * @param p probability to reach, greater than 0 and at most 1
 */
public record TopP(double p) implements LogitsFilter {
  /** Checks the range. */
  public TopP {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "top-p must be greater than 0 and at most 1, but was "
              + p
              + "; leave the filter out to keep every code");
    }
  }

  @Override
  public void apply(float[] logits, int size, float[] scratch) {
    System.arraycopy(logits, 0, scratch, 0, size);
    Arrays.sort(scratch, 0, size); // ascending
    int kept = countKept(scratch, size);
    float smallestKept = scratch[size - kept];
    int equalKept = 0;
    for (int i = size - kept; i < size && scratch[i] == smallestKept; i++) {
      equalKept++;
    }
    for (int i = 0; i < size; i++) {
      boolean keep = logits[i] > smallestKept || (logits[i] == smallestKept && equalKept-- > 0);
      if (!keep) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  private int countKept(float[] ascending, int size) {
    float largest = ascending[size - 1];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.exp(ascending[i] - (double) largest);
    }
    double before = 0;
    int kept = 0;
    for (int i = size - 1; i >= 0 && before <= p * sum; i--) {
      before += Math.exp(ascending[i] - (double) largest);
      kept++;
    }
    return kept;
  }
}
