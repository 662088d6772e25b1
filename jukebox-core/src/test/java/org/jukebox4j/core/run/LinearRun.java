package org.jukebox4j.core.run;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jukebox4j.core.training.AdamSettings;
import org.jukebox4j.core.training.GradientClipping;
import org.jukebox4j.core.training.LearningRate;
import org.jukebox4j.core.training.LearningRateSchedule;
import org.jukebox4j.core.training.OptimiserSettings;

/** A run of {@link LinearModel} in a process of its own, which a test kills. */
final class LinearRun {
  static final String SETUP = "a linear model of 5 inputs, seed 1";

  private LinearRun() {}

  static TrainerSettings settings(long steps, int batchesPerStep) {
    OptimiserSettings optimiser =
        new OptimiserSettings(
            AdamSettings.defaults(),
            new LearningRate(
                0.05,
                new LearningRateSchedule.WarmUp(
                    10, new LearningRateSchedule.CosineDecay(50, 10_000, 0))),
            new GradientClipping(1),
            Double.POSITIVE_INFINITY,
            3,
            OptionalDouble.of(0.99));
    return new TrainerSettings(optimiser, steps, batchesPerStep, 7, 20);
  }

  static Trainer<float[]> trainer(
      LinearModel model, TrainerSettings settings, RunListener listener) {
    BatchSource<float[]> held = position -> LinearModel.points().batch(1_000_000 + position);
    return new Trainer<>(
        model, LinearModel.points(), new Validation<>(held, 8), settings, listener);
  }

  /** Arguments: the folder, steps, batches a step, milliseconds to wait in each step. */
  public static void main(String[] arguments) {
    long pause = Long.parseLong(arguments[3]);
    RunListener slow =
        new RunListener() {
          @Override
          public void onStep(StepReport report) {
            try {
              Thread.sleep(pause);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    TrainerSettings settings =
        settings(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    try (LinearModel model = new LinearModel()) {
      trainer(model, settings, slow)
          .run(new RunFolder(Path.of(arguments[0]), "linear"), SETUP, () -> false);
    }
  }
}
