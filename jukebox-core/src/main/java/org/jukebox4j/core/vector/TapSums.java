package org.jukebox4j.core.vector;

/**
 * {@code w[j] += sum over t of x[t + j]^T y[t]}: the gradient of the weights of a {@link
 * TapProduct}. Used by one thread at a time.
 */
public interface TapSums {
  /**
   * Adds the products of some rows.
   *
   * @param x the first piece that each step sees
   * @param y {@code [count, outputs]}
   * @param count how many steps
   */
  void add(Rows x, Rows y, int count);

  /**
   * Returns the sum so far.
   *
   * @return {@code [taps * inputs, outputs]}; this object's own memory
   */
  float[] values();
}
