package org.jukebox4j.training;

import org.jukebox4j.core.training.WeightDecay;
import org.jukebox4j.prior.dataset.WindowSettings;
import org.jukebox4j.prior.training.PriorInitialisation;

/**
 * How a prior is trained.
 *
 * @param training what all parts have in common
 * @param initialisation the weights that it begins with
 * @param lyrics what it is told about lyrics
 * @param windows where windows begin and what of them it is not told
 */
public record PriorTrainingSettings(
    TrainingSettings training,
    PriorInitialisation initialisation,
    LyricsSettings lyrics,
    WindowSettings windows) {
  /** Settings for batches of any size on a small machine. */
  public static final PriorTrainingSettings SMALL_BATCHES =
      new PriorTrainingSettings(
          new TrainingSettings(
              4000,
              4,
              new StepSettings(
                  1e-3, 100, StepSettings.Decay.LINEAR, 0.01, WeightDecay.DECOUPLED, 1, 0.99),
              new TrainingSettings.Pace(200, 200, 1),
              new TrainingSettings.DataChoice(0.1, 16, 0)),
          PriorInitialisation.SMALL,
          LyricsSettings.TIMED,
          WindowSettings.ORIGINAL);

  /** What must not change when a run goes on. */
  String identity() {
    return new PriorTrainingSettings(Identity.of(training), initialisation, lyrics, windows)
        .toString();
  }
}
