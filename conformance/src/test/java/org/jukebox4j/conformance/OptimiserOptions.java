package org.jukebox4j.conformance;

import com.google.gson.JsonObject;
import org.jukebox4j.core.training.AdamSettings;
import org.jukebox4j.core.training.GradientClipping;
import org.jukebox4j.core.training.LearningRate;
import org.jukebox4j.core.training.LearningRateSchedule;
import org.jukebox4j.core.training.WeightDecay;

/**
 * Options of the original's optimiser, by its names and with its defaults, as golden files hold
 * them.
 */
final class OptimiserOptions {
  private final JsonObject options;

  /**
   * Reads options.
   *
   * @param options those that differ from the defaults
   */
  OptimiserOptions(JsonObject options) {
    this.options = options;
  }

  /**
   * Returns the learning rate of every step.
   *
   * @return the rate; a cosine decay is ignored, as the original does
   */
  LearningRate learningRate() {
    double decay = number("lr_decay", 1e10);
    LearningRateSchedule then =
        options.has("lr_use_linear_decay") && options.get("lr_use_linear_decay").getAsBoolean()
            ? new LearningRateSchedule.LinearDecay(number("lr_start_linear_decay", 0), decay)
            : new LearningRateSchedule.StepDecay(number("lr_gamma", 1), decay);
    return new LearningRate(
        number("lr", 3e-4) * number("lr_scale", 1),
        new LearningRateSchedule.WarmUp(number("lr_warmup", 100), then));
  }

  /**
   * Returns the settings of the steps.
   *
   * @return the settings
   */
  AdamSettings adam() {
    return new AdamSettings(
        number("beta1", 0.9),
        number("beta2", 0.999),
        number("eps", 1e-8),
        number("weight_decay", 0),
        WeightDecay.WITH_THE_STEP);
  }

  /**
   * Returns the clipping.
   *
   * @return the clipping by the global norm
   */
  GradientClipping clipping() {
    return new GradientClipping(number("clip", 1));
  }

  private double number(String name, double otherwise) {
    return options.has(name) ? options.get(name).getAsDouble() : otherwise;
  }
}
