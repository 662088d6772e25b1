package org.jukebox4j.vqvae.loss;

import org.jukebox4j.core.spectral.LossGradient;

/**
 * The loss on the samples themselves: a weighted sum of mean absolute error, mean squared error,
 * and the mean of the largest squared errors of an item.
 *
 * @param absolute weight of the mean absolute error
 * @param squared weight of the mean squared error
 * @param largest weight of the mean of the largest squared errors
 * @param largestCount how many of an item's errors count as the largest
 */
public record ReconstructionLoss(
    double absolute, double squared, double largest, int largestCount) {
  /** The errors that the original takes as the largest. */
  public static final int USUAL_LARGEST_COUNT = 2048;

  /** Checks the numbers. */
  public ReconstructionLoss {
    if (!(absolute >= 0 && squared >= 0 && largest >= 0)) {
      throw new IllegalArgumentException(
          "weights of the reconstruction loss must not be negative, but were %s, %s and %s"
              .formatted(absolute, squared, largest));
    }
    if (largestCount < 1) {
      throw new IllegalArgumentException(
          "the number of largest errors must be at least 1, but was " + largestCount);
    }
  }

  /**
   * The mean absolute error.
   *
   * @return the loss that the original calls {@code l1}
   */
  public static ReconstructionLoss l1() {
    return new ReconstructionLoss(1, 0, 0, USUAL_LARGEST_COUNT);
  }

  /**
   * The mean squared error.
   *
   * @return the loss that the original calls {@code l2}
   */
  public static ReconstructionLoss l2() {
    return new ReconstructionLoss(0, 1, 0, USUAL_LARGEST_COUNT);
  }

  /**
   * The mean of the largest squared errors.
   *
   * @param count how many
   * @return the loss that the original calls {@code linf}
   */
  public static ReconstructionLoss linf(int count) {
    return new ReconstructionLoss(0, 0, 1, count);
  }

  /**
   * Compares one item.
   *
   * @param target {@code [samples]}
   * @param output {@code [samples]}
   * @param normalisers what errors are divided by
   * @return the loss
   */
  public double between(float[] target, float[] output, LossNormalisers normalisers) {
    return compute(target, output, normalisers, new float[0]);
  }

  /**
   * Compares one item and differentiates.
   *
   * @param target {@code [samples]}
   * @param output {@code [samples]}
   * @param normalisers what errors are divided by
   * @return the loss and its gradient with respect to the output
   */
  public LossGradient gradient(float[] target, float[] output, LossNormalisers normalisers) {
    float[] gradient = new float[output.length];
    return new LossGradient(compute(target, output, normalisers, gradient), gradient);
  }

  private double compute(
      float[] target, float[] output, LossNormalisers normalisers, float[] gradient) {
    double loss = 0;
    if (absolute > 0) {
      loss += absolute(target, output, absolute / normalisers.absolute(), gradient);
    }
    if (squared > 0) {
      loss += squared(target, output, squared / normalisers.squared(), gradient);
    }
    if (largest > 0) {
      loss += largest(target, output, largest / normalisers.squared(), gradient);
    }
    return loss;
  }

  private static double absolute(float[] x, float[] y, double weight, float[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(y[i] - x[i]);
    }
    float step = (float) (weight / x.length);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += step * Math.signum(y[i] - x[i]);
    }
    return weight * sum / x.length;
  }

  private static double squared(float[] x, float[] y, double weight, float[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      float difference = y[i] - x[i];
      sum += (double) difference * difference;
    }
    float step = (float) (2 * weight / x.length);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += step * (y[i] - x[i]);
    }
    return weight * sum / x.length;
  }

  private double largest(float[] x, float[] y, double weight, float[] gradient) {
    if (largestCount > x.length) {
      throw new IllegalArgumentException(
          "the number of largest errors must be at most the %d samples of an item, but was %d"
              .formatted(x.length, largestCount));
    }
    float[] errors = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      errors[i] = (y[i] - x[i]) * (y[i] - x[i]);
    }
    float least = Selection.largest(errors.clone(), largestCount);
    int equals = largestCount;
    for (float error : errors) {
      equals -= error > least ? 1 : 0;
    }
    double sum = 0;
    float step = (float) (2 * weight / largestCount);
    for (int i = 0; i < x.length; i++) {
      boolean chosen = errors[i] > least || (errors[i] == least && equals-- > 0);
      if (chosen) {
        sum += errors[i];
        if (gradient.length > 0) {
          gradient[i] += step * (y[i] - x[i]);
        }
      }
    }
    return weight * sum / largestCount;
  }
}
