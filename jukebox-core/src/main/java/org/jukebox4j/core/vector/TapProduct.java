package org.jukebox4j.core.vector;

/**
 * {@code y[t] += sum over taps j of x[t + j] w[j]}: rows that are shifted and multiplied by
 * weights.
 */
public interface TapProduct {
  /**
   * Takes the weights. Not while another thread multiplies.
   *
   * @param weights {@code [taps * inputs, outputs]}; copied
   */
  void load(float[] weights);

  /**
   * Adds the product to rows. May be called by several threads at once for different rows.
   *
   * @param x the first piece that each step sees
   * @param y {@code [count, outputs]}, changed in place; another array than {@code x}
   * @param count how many steps
   */
  void addTo(Rows x, Rows y, int count);
}
