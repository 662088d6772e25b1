package org.jukebox4j.core.training;

/**
 * Settings of {@link Adam}.
 *
 * @param beta1 decay of the average gradient, in [0, 1)
 * @param beta2 decay of the average squared gradient, in [0, 1)
 * @param epsilon added to the root of the average squared gradient, above 0
 * @param weightDecay part of each weight that a step takes away, not negative
 * @param decay what that part is multiplied by
 */
public record AdamSettings(
    double beta1, double beta2, double epsilon, double weightDecay, WeightDecay decay) {
  /** Refuses values out of range. */
  public AdamSettings {
    requireDecayRate("beta1", beta1);
    requireDecayRate("beta2", beta2);
    if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
      throw new IllegalArgumentException(
          "epsilon must be a positive number, such as 1e-8, but was " + epsilon);
    }
    if (!(weightDecay >= 0) || !Double.isFinite(weightDecay)) {
      throw new IllegalArgumentException(
          "weightDecay must be 0 (none) or a positive number, but was " + weightDecay);
    }
  }

  private static void requireDecayRate(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and below 1, but was " + value);
    }
  }

  /**
   * The original's defaults.
   *
   * @return decays 0.9 and 0.999, epsilon 1e-8, no weight decay
   */
  public static AdamSettings defaults() {
    return new AdamSettings(0.9, 0.999, 1e-8, 0, WeightDecay.WITH_THE_STEP);
  }

  /**
   * Changes the decays of the averages.
   *
   * @param first decay of the average gradient
   * @param second decay of the average squared gradient
   * @return changed settings
   */
  public AdamSettings withDecays(double first, double second) {
    return new AdamSettings(first, second, epsilon, weightDecay, decay);
  }

  /**
   * Changes epsilon.
   *
   * @param value the new epsilon
   * @return changed settings
   */
  public AdamSettings withEpsilon(double value) {
    return new AdamSettings(beta1, beta2, value, weightDecay, decay);
  }

  /**
   * Changes the weight decay.
   *
   * @param value part of each weight that a step takes away
   * @param form what that part is multiplied by
   * @return changed settings
   */
  public AdamSettings withWeightDecay(double value, WeightDecay form) {
    return new AdamSettings(beta1, beta2, epsilon, value, form);
  }

  /** The factor of step {@code count} (from 1) that undoes the bias of averages begun at 0. */
  double biasCorrection(long count) {
    return Math.sqrt(1 - Math.pow(beta2, count)) / (1 - Math.pow(beta1, count));
  }
}
