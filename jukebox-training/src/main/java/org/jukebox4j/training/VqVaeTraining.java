package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.dataset.AudioTiles;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.core.run.Trainer;
import org.jukebox4j.core.run.Validation;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.loss.LossNormaliserMeter;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.training.TrainableVqVae;
import org.jukebox4j.vqvae.training.VqVaeInitialisation;
import org.jukebox4j.vqvae.training.VqVaeTrainingConfig;

/**
 * Trains the codec of a run directory on a folder of recordings. Source: Dhariwal et al. 2020, §3.
 *
 * <p>Called again, it goes on from its last checkpoint; without one but with trained weights, from
 * these.
 */
public final class VqVaeTraining {
  private static final int MEASURED_PIECES = 64;
  private static final int HEARD_SECONDS = 6;

  private final RunDirectory run;
  private final VqVaeTrainingSettings settings;
  private final TrainingObserver observer;

  /**
   * Prepares a training.
   *
   * @param run a run directory with a {@code model.json}
   * @param settings how to train
   * @param observer hears how it goes on
   */
  public VqVaeTraining(
      RunDirectory run, VqVaeTrainingSettings settings, TrainingObserver observer) {
    this.run = run;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Reads the settings of a training that has begun.
   *
   * @param run the run directory
   * @return its settings; empty if it has not begun
   */
  public static Optional<VqVaeTrainingSettings> begunWith(RunDirectory run) {
    return SettingsFile.read(run.settings(ModelPart.CODEC), VqVaeTrainingSettings.class);
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
    VqVaeConfig config = run.description().codec();
    TrainingSettings.DataChoice choice = settings.training().data();
    ChosenRecordings chosen =
        ChosenRecordings.open(run, recordings, choice, observer)
            .atLeast(settings.samples(), observer);
    AudioTiles tiles = tiles(chosen.split().training(), TileOrder.RANDOM);
    VqVaeTrainingSettings measured = measured(chosen.split().training());
    RunFolder folder = run.part(ModelPart.CODEC);
    begunWith(run)
        .ifPresent(
            begun ->
                Identity.requireSameRateSoFar(
                    begun.training(), settings.training(), folder.stepsMade()));
    String setup =
        "the codec %s with %s on the recordings %s"
            .formatted(config, measured.identity(), chosen.dataset().fingerprint());
    int items = settings.training().items();
    try (TrainableVqVae model = model(config, measured, tiles)) {
      Hearing hearing = new Hearing(model, config, chosen.split().validation());
      return new Trainer<>(
              model,
              position -> tiles.batch(position, items),
              validation(chosen.split().validation()),
              settings.training().trainer(),
              new ForwardingListener(
                  observer,
                  () -> SettingsFile.write(run.settings(ModelPart.CODEC), measured),
                  hearing::listen))
          .run(folder, setup, stop);
    }
  }

  private AudioTiles tiles(List<DatasetSong> songs, TileOrder order) {
    return new AudioTiles(songs, settings.samples(), order, settings.training().data().seed());
  }

  private Validation<float[][]> validation(List<DatasetSong> songs) {
    if (songs.isEmpty()) {
      return Validation.none();
    }
    AudioTiles tiles = tiles(songs, TileOrder.FIXED);
    int items = settings.training().items();
    int most = settings.training().data().validationBatches();
    int count = Math.max(1, Math.min(most, tiles.tiles() / items));
    // Spread over all recordings, not the first ones only.
    long apart = Math.max(1, tiles.tiles() / ((long) count * items));
    return new Validation<>(
        position -> {
          float[][] batch = new float[items][];
          for (int item = 0; item < items; item++) {
            batch[item] = tiles.read((position * items + item) * apart);
          }
          return batch;
        },
        count);
  }

  private TrainableVqVae model(
      VqVaeConfig config, VqVaeTrainingSettings measured, AudioTiles tiles) {
    int items = settings.training().items();
    long seed = settings.training().data().seed();
    VqVaeTrainingConfig training =
        new VqVaeTrainingConfig(
            measured.losses(),
            settings.codebooks(),
            new SequenceShape(items, settings.samples()),
            settings.unquantisedSteps(),
            seed,
            settings.parts());
    Optional<Path> trained = run.weights(ModelPart.CODEC);
    if (trained.isEmpty()) {
      ParameterSource fresh = VqVaeInitialisation.weights(config, seed);
      return new TrainableVqVae(
          config, training, GraphKind.KERNEL, fresh, step -> tiles.batch(step, items));
    }
    try (Checkpoint weights = Checkpoint.open(trained.get())) {
      return new TrainableVqVae(
          config, training, GraphKind.KERNEL, weights, step -> tiles.batch(step, items));
    }
  }

  /** The settings with normalisers: those of an earlier start, or measured now. */
  private VqVaeTrainingSettings measured(List<DatasetSong> songs) {
    if (!settings.losses().normalisers().equals(LossNormalisers.NONE)) {
      return settings;
    }
    AudioTiles tiles = tiles(songs, TileOrder.FIXED);
    LossNormaliserMeter meter = new LossNormaliserMeter(settings.losses().emphasis());
    int pieces = Math.min(MEASURED_PIECES, tiles.tiles());
    for (int piece = 0; piece < pieces; piece++) {
      meter.add(new float[][] {tiles.read((long) piece * tiles.tiles() / pieces)});
    }
    return settings.withLosses(settings.losses().withNormalisers(meter.normalisers()));
  }

  /** Lets the codec, as it would be published, make a recording again. */
  private final class Hearing {
    private final TrainableVqVae model;
    private final VqVaeConfig config;
    private final Optional<float[]> recording;

    Hearing(TrainableVqVae model, VqVaeConfig config, List<DatasetSong> songs) {
      this.model = model;
      this.config = config;
      this.recording = songs.stream().findFirst().map(this::middle);
    }

    /** Where a song is likely to be in full swing. */
    private float[] middle(DatasetSong song) {
      int top = config.samplesPerCode(Level.of(config.levels().size() - 1));
      long wanted = Math.min(song.samples(), (long) HEARD_SECONDS * config.sampleRate().hertz());
      int samples = (int) (wanted - wanted % top);
      AudioTiles tiles = new AudioTiles(List.of(song), samples, TileOrder.FIXED, 0);
      return tiles.read(tiles.tiles() / 2);
    }

    void listen(long step) {
      if (recording.isEmpty() || !model.hasCodes()) {
        return;
      }
      float[] heard = recording.get();
      try (VqVae codec = VqVae.load(config, copies(model.weights()))) {
        for (int index = 0; index < codec.levels(); index++) {
          Level level = Level.of(index);
          float[] output = codec.decode(codec.encode(heard, level), level);
          observer.onReconstruction(
              step, new Reconstruction(level, waveform(heard), waveform(output)));
        }
      }
    }

    private Waveform waveform(float[] samples) {
      return Waveform.mono(samples, config.sampleRate());
    }
  }

  /** What is loaded is freed after use, and these weights are still learning. */
  static ParameterSource copies(Map<String, FloatTensor> weights) {
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> copies.put(name, FloatTensor.of(tensor.toArray(), tensor.shape())));
    return ParameterSource.of(copies);
  }
}
