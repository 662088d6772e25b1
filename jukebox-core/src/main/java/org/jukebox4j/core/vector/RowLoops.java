package org.jukebox4j.core.vector;

/**
 * Loops over rows of activations: layer normalisation, and sums over rows. Every sum is made in an
 * order that depends on the width alone.
 */
public interface RowLoops {
  /** What is added to the variance of a row before its root is taken. */
  float EPSILON = 1e-5f;

  /**
   * Gain and shift of a layer normalisation, or their gradients.
   *
   * @param gain {@code [width]}, held by reference
   * @param shift {@code [width]}, held by reference
   */
  record Affine(float[] gain, float[] shift) {}

  /**
   * Normalises rows: {@code y = (x - mean) / sqrt(variance + 1e-5) * gain + shift}.
   *
   * @param x {@code [rows, width]}
   * @param first number of the first row
   * @param end number after the last row
   * @param y receives these rows of {@code [rows, width]}; may be {@code x}
   * @param affine gain and shift
   */
  void normalise(float[] x, int first, int end, float[] y, Affine affine);

  /**
   * Computes the gradients of {@link #normalise}. Per row, with {@code n = (x - mean) /
   * sqrt(variance + 1e-5)} and {@code g = gain * dy}: {@code dx = (g - mean(g) - n * mean(g * n)) /
   * sqrt(variance + 1e-5)}.
   *
   * @param x the input of the forward pass, {@code [rows, width]}
   * @param rows number of rows
   * @param dy holds the gradient of the output; receives that of the input
   * @param affine gain and shift
   * @param sums the gradients of gain and shift are added to them
   */
  void normaliseBackward(float[] x, int rows, float[] dy, Affine affine, Affine sums);

  /**
   * Adds every row to a row of sums.
   *
   * @param x {@code [rows, width]}
   * @param rows number of rows
   * @param sums {@code [width]}
   */
  void addRows(float[] x, int rows, float[] sums);

  /**
   * Computes the gradient of softmax for each row: {@code dx = p * (dp - sum of p * dp)}.
   *
   * @param p the weights that softmax gave, {@code [rows, width]}
   * @param rows number of rows
   * @param dp holds the gradient of the weights; receives that of the logits
   * @param width width of a row
   */
  void softmaxBackward(float[] p, int rows, float[] dp, int width);

  /**
   * Chooses the form for this process.
   *
   * @return the vector form where it is available
   */
  static RowLoops fastest() {
    return VectorInstructions.choose(RowLoops.class, PlainRowLoops::new);
  }
}
