package org.jukebox4j.core.training;

import org.jukebox4j.core.tensor.Float16;

/**
 * {@link Adam} for one tensor of half-precision weights with half-precision moments, as the
 * original has it for its largest models. Each moment is stored divided by a scale that makes its
 * largest element the largest number of 16 bits; a step is computed in float32 and rounded at its
 * end. Source: {@code fp16_opt} of the original's settings.
 */
public final class HalfAdam {
  private static final double LEAST_SCALE = 1e-8;

  private final AdamSettings settings;
  private final short[] first;
  private final short[] second;
  private double firstScale = 1;
  private double secondScale = 1;
  private long steps;

  /**
   * An optimiser whose moments are zero.
   *
   * @param size number of weights
   * @param settings the settings
   */
  public HalfAdam(int size, AdamSettings settings) {
    this.settings = settings;
    this.first = new short[size];
    this.second = new short[size];
  }

  /**
   * Makes one step.
   *
   * @param weights the weights; rounded to 16 bits at the end
   * @param gradients their gradients
   * @param learningRate the learning rate of this step
   * @param divisor what every gradient is divided by
   */
  public void step(float[] weights, float[] gradients, double learningRate, double divisor) {
    steps++;
    float[] mean = expand(first, firstScale);
    float[] square = expand(second, secondScale);
    new AdamArithmetic(settings, steps, learningRate, divisor)
        .update(weights, gradients, mean, square, weights.length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float16.round(weights[i]);
    }
    firstScale = store(mean, first);
    secondScale = store(square, second);
  }

  private static float[] expand(short[] stored, double scale) {
    float[] values = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      values[i] = Float16.toFloat(stored[i]) * (float) scale;
    }
    return values;
  }

  private static double store(float[] values, short[] into) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    double scale = LEAST_SCALE + largest / Float16.MAX_VALUE;
    for (int i = 0; i < values.length; i++) {
      into[i] = Float16.nearest(values[i] / (float) scale);
    }
    return scale;
  }

  /**
   * Returns the average gradient as it is stored.
   *
   * @return the average divided by {@link #firstScale()}
   */
  public float[] first() {
    return expand(first, 1);
  }

  /**
   * Returns the average squared gradient as it is stored.
   *
   * @return the average divided by {@link #secondScale()}
   */
  public float[] second() {
    return expand(second, 1);
  }

  /**
   * Returns what the stored average gradient is multiplied by.
   *
   * @return the scale
   */
  public double firstScale() {
    return firstScale;
  }

  /**
   * Returns what the stored average squared gradient is multiplied by.
   *
   * @return the scale
   */
  public double secondScale() {
    return secondScale;
  }
}
