package org.jukebox4j.core.kernel;

import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.vector.RowLoops;

/**
 * Layer normalisation over the width of each row: {@code y = (x - mean) / sqrt(variance + 1e-5) *
 * gain + shift}.
 */
public final class LayerNorm {
  private static final RowLoops LOOPS = RowLoops.fastest();

  private final RowLoops.Affine affine;

  /**
   * A layer with given parameters.
   *
   * @param gain {@code [width]}
   * @param shift {@code [width]}
   */
  public LayerNorm(float[] gain, float[] shift) {
    if (gain.length != shift.length) {
      throw new IllegalArgumentException(
          "gain and shift must have the same length, but had "
              + gain.length
              + " and "
              + shift.length);
    }
    this.affine = new RowLoops.Affine(gain.clone(), shift.clone());
  }

  /**
   * Takes the parameters {@code weight} and {@code bias}.
   *
   * @param scope where the layer's parameters are
   * @param width width of a row
   * @return the layer
   */
  public static LayerNorm from(ParameterScope scope, int width) {
    return new LayerNorm(scope.takeVector("weight", width), scope.takeVector("bias", width));
  }

  /**
   * Normalises rows.
   *
   * @param x {@code [rows, width]}
   * @param rows number of rows
   * @param y receives {@code [rows, width]}; may be {@code x}
   */
  public void forward(float[] x, int rows, float[] y) {
    LOOPS.normalise(x, 0, rows, y, affine);
  }

  /**
   * Normalises one row.
   *
   * @param x {@code [rows, width]}
   * @param row number of the row
   * @param y receives the row of {@code [rows, width]}; may be {@code x}
   */
  public void forwardRow(float[] x, int row, float[] y) {
    LOOPS.normalise(x, row, row + 1, y, affine);
  }

  /**
   * Computes gradients. Per row, with {@code n = (x - mean) / sqrt(variance + 1e-5)} and {@code g =
   * gain * dy}: {@code dx = (g - mean(g) - n * mean(g * n)) / sqrt(variance + 1e-5)}.
   *
   * @param x the input of the forward pass, {@code [rows, width]}
   * @param rows number of rows
   * @param dy holds the gradient of the output; receives that of the input
   * @param parameters the gradient of gain and shift is added to it
   */
  public void backward(float[] x, int rows, float[] dy, Gradient parameters) {
    LOOPS.normaliseBackward(
        x, rows, dy, affine, new RowLoops.Affine(parameters.gain, parameters.shift));
  }

  /**
   * Sums of the gradients of gain and shift over rows.
   *
   * @param gain {@code [width]}, held by reference
   * @param shift {@code [width]}, held by reference
   */
  public record Gradient(float[] gain, float[] shift) {
    /**
     * Sums that begin at zero.
     *
     * @param width width of a row
     * @return the sums
     */
    public static Gradient zeros(int width) {
      return new Gradient(new float[width], new float[width]);
    }
  }
}
