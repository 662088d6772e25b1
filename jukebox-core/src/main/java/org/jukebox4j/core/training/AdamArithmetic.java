package org.jukebox4j.core.training;

/** One step of Adam on arrays, with the factors of that step rounded to float32. */
final class AdamArithmetic {
  private final float divisor;
  private final float beta1;
  private final float beta2;
  private final float rest1;
  private final float rest2;
  private final float epsilon;
  private final float step;
  private final float decayWithStep;
  private final float kept;

  /**
   * Prepares a step.
   *
   * @param settings the settings
   * @param count number of the step, from 1
   * @param learningRate the learning rate of the step
   * @param divisor what every gradient is divided by
   */
  AdamArithmetic(AdamSettings settings, long count, double learningRate, double divisor) {
    boolean decoupled = settings.decay() == WeightDecay.DECOUPLED;
    this.divisor = (float) divisor;
    this.beta1 = (float) settings.beta1();
    this.beta2 = (float) settings.beta2();
    this.rest1 = (float) (1 - settings.beta1());
    this.rest2 = (float) (1 - settings.beta2());
    this.epsilon = (float) settings.epsilon();
    this.step = (float) (learningRate * settings.biasCorrection(count));
    this.decayWithStep = decoupled ? 0 : (float) settings.weightDecay();
    this.kept = decoupled ? (float) (1 - learningRate * settings.weightDecay()) : 1;
  }

  /**
   * Updates weights and averages from index 0 on.
   *
   * @param weights the weights
   * @param gradients their gradients; left as they are
   * @param first average gradients
   * @param second average squared gradients
   * @param length how many elements
   */
  void update(float[] weights, float[] gradients, float[] first, float[] second, int length) {
    for (int i = 0; i < length; i++) {
      float gradient = gradients[i] / divisor;
      float mean = beta1 * first[i] + rest1 * gradient;
      float square = beta2 * second[i] + rest2 * gradient * gradient;
      first[i] = mean;
      second[i] = square;
      float root = (float) Math.sqrt(square);
      float weight = weights[i] * kept;
      weights[i] = weight - step * (mean / (root + epsilon) + decayWithStep * weight);
    }
  }
}
