package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.core.run.Trainer;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.dataset.LabelledSongs;
import org.jukebox4j.prior.dataset.LyricsPlacement;
import org.jukebox4j.prior.dataset.PriorTiles;
import org.jukebox4j.prior.training.TrainablePrior;
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.vqvae.dataset.CodesCache;

/**
 * Trains the prior of one level of a run directory on a folder of recordings, whose codes are
 * computed first where they are missing. Source: Dhariwal et al. 2020, §4.
 *
 * <p>Called again, it goes on from its last checkpoint; without one but with trained weights, from
 * these.
 */
public final class PriorTraining {
  private final RunDirectory run;
  private final Level level;
  private final PriorTrainingSettings settings;
  private final TrainingObserver observer;

  /**
   * Prepares a training.
   *
   * @param run a run directory whose codec has been trained
   * @param level whose prior to train
   * @param settings how to train
   * @param observer hears how it goes on
   */
  public PriorTraining(
      RunDirectory run, Level level, PriorTrainingSettings settings, TrainingObserver observer) {
    this.run = run;
    this.level = level;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Reads the settings of a training that has begun.
   *
   * @param run the run directory
   * @param level the level
   * @return its settings; empty if it has not begun
   */
  public static Optional<PriorTrainingSettings> begunWith(RunDirectory run, Level level) {
    return SettingsFile.read(run.settings(ModelPart.priorOf(level)), PriorTrainingSettings.class);
  }

  /**
   * Trains until all steps are made.
   *
   * @param recordings the folder of recordings
   * @param stop asked between two steps whether to save and return early
   * @return whether the training is complete
   * @throws org.jukebox4j.core.dataset.DatasetException if no recording can be used
   * @throws org.jukebox4j.core.run.RunException if the run directory cannot be used
   */
  public RunEnd run(Path recordings, BooleanSupplier stop) {
    ModelDescription description = run.description();
    PriorConfig config = description.prior(level);
    Path codec = DatasetEncoding.codecWeights(run);
    ChosenRecordings chosen =
        ChosenRecordings.open(run, recordings, settings.training().data(), observer);
    LabelledWindows windows = new LabelledWindows(run, config, observer);
    CodesCache cache = new DatasetEncoding(run, observer).encode(chosen.dataset().songs());
    LyricsPlacement placement = settings.lyrics().placement();
    LabelledSongs training = windows.label(cache, chosen.split().training()).placing(placement);
    LabelledSongs validation = windows.label(cache, chosen.split().validation()).placing(placement);
    ChosenRecordings.requireSome(training.size());
    observer.onRecordings(training.size(), validation.size());
    ModelPart part = ModelPart.priorOf(level);
    begunWith(run, level)
        .ifPresent(
            begun ->
                Identity.requireSameRateSoFar(
                    begun.training(), settings.training(), run.part(part).stepsMade()));
    String setup =
        "the prior %s with the names %s, %s on the recordings %s with the codec %s"
            .formatted(
                config,
                description.names().map(LabelNames::toString).orElse("none"),
                settings.identity(),
                chosen.dataset().fingerprint(),
                cache.codec());
    int items = settings.training().items();
    PriorTiles tiles =
        new PriorTiles(
            training, settings.windows(), TileOrder.RANDOM, settings.training().data().seed());
    try (TrainablePrior model = model(config);
        PriorHearing hearing = new PriorHearing(config, model, codec, description.codec())) {
      hearing.hears(validation, settings.windows().stride(), observer);
      return new Trainer<>(
              model,
              position -> tiles.batch(position, items),
              windows.validation(validation, settings.training(), settings.windows().stride()),
              settings.training().trainer(),
              new ForwardingListener(
                  observer,
                  () -> SettingsFile.write(run.settings(part), settings),
                  hearing::listen))
          .run(run.part(part), setup, stop);
    }
  }

  private TrainablePrior model(PriorConfig config) {
    int items = settings.training().items();
    double alignment = settings.lyrics().alignmentShare();
    Optional<Path> trained = run.weights(ModelPart.priorOf(level));
    if (trained.isPresent()) {
      try (Checkpoint weights = Checkpoint.open(trained.get())) {
        return new TrainablePrior(config, weights, GraphKind.KERNEL, items, alignment);
      }
    }
    ParameterSource fresh =
        settings.initialisation().weights(config, settings.training().data().seed());
    return new TrainablePrior(config, fresh, GraphKind.KERNEL, items, alignment);
  }
}
