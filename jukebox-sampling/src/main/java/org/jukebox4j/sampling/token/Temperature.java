package org.jukebox4j.sampling.token;

/**
 * Divides the logits: below 1 likely codes become likelier, above 1 less so. It comes before any
 * other filter, as in the original.
 *
 * @param value the divisor, greater than 0
 */
public record Temperature(double value) implements LogitsFilter {
  /** Checks the range. */
  public Temperature {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "temperature must be a number greater than 0, but was "
              + value
              + "; for the likeliest code every time set top-k to 1");
    }
  }

  @Override
  public void apply(float[] logits, int size, float[] scratch) {
    float divisor = (float) value;
    for (int i = 0; i < size; i++) {
      logits[i] /= divisor;
    }
  }
}
