package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.Validation;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.dataset.LabelledSongs;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.training.TrainablePrior;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.dataset.CodesCache;

/**
 * Measures a model on recordings that it did not learn from: how much of their sound each level of
 * the codec keeps, how it uses its codes, and how well each prior predicts them. A prior is to be
 * compared with the entropy of the codes themselves, which one that knows nothing but how often
 * each code occurs reaches.
 */
public final class ModelEvaluation {
  /** Batches that are decoded code after code, which takes longer. */
  private static final int ROUNDED_BATCHES = 4;

  private final RunDirectory run;
  private final TrainingSettings settings;
  private final TrainingObserver observer;

  /**
   * Prepares an evaluation.
   *
   * @param run a run directory whose codec has been trained
   * @param settings batch and choice of recordings; with the share of the training, what was kept
   *     apart then is what is measured
   * @param observer hears what is left out
   */
  public ModelEvaluation(RunDirectory run, TrainingSettings settings, TrainingObserver observer) {
    this.run = run;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Measures every part that has been trained.
   *
   * @param recordings the folder of recordings
   * @return measures by part, {@code vqvae} first, and name: of each level {@code
   *     spectral_convergence_db}, {@code log_mel_distance_db}, {@code codes_used} (share), {@code
   *     entropy_bits}; of each prior {@code bits_per_code} and, with lyrics, {@code
   *     bits_per_lyrics_character}; decoding step by step in both precisions, {@code
   *     float32_bits_per_code_decoding}, {@code int8_bits_per_code_decoding} and {@code
   *     int8_same_likeliest_code} (share of positions)
   */
  public Map<String, Map<String, Double>> evaluate(Path recordings) {
    ModelDescription description = run.description();
    ChosenRecordings chosen = ChosenRecordings.open(run, recordings, settings.data(), observer);
    List<DatasetSong> songs = chosen.split().validation();
    if (songs.isEmpty()) {
      songs = chosen.split().training();
    }
    CodesCache cache = new DatasetEncoding(run, observer).encode(chosen.dataset().songs());
    Map<String, Map<String, Double>> measures = new LinkedHashMap<>();
    measures.put(ModelPart.CODEC.stem(), codec(description.codec(), songs));
    for (PriorConfig prior : description.priors()) {
      ModelPart part = ModelPart.priorOf(prior.codes().level());
      Optional<Path> weights = run.weights(part);
      if (weights.isPresent()) {
        LabelledWindows windows = new LabelledWindows(run, prior, observer);
        LabelledSongs labelled = windows.label(cache, songs);
        if (labelled.size() > 0) {
          measures.put(part.stem(), prior(prior, weights.get(), windows, labelled));
        }
      }
    }
    return measures;
  }

  private Map<String, Double> codec(VqVaeConfig config, List<DatasetSong> songs) {
    Map<String, Double> measures = new LinkedHashMap<>();
    try (Checkpoint weights = Checkpoint.open(DatasetEncoding.codecWeights(run));
        VqVae codec = VqVae.load(config, weights)) {
      for (int index = codec.levels() - 1; index >= 0; index--) {
        measures.putAll(new LevelMeasures(codec, Level.of(index)).of(songs));
      }
    }
    return measures;
  }

  /** Where the windows began that the run learnt from, as far as it says. */
  private int stride(PriorConfig config) {
    return PriorTraining.begunWith(run, config.codes().level())
        .map(begun -> begun.windows().stride())
        .orElse(1);
  }

  private Map<String, Double> prior(
      PriorConfig config, Path file, LabelledWindows windows, LabelledSongs songs) {
    try (Checkpoint weights = Checkpoint.open(file);
        TrainablePrior model =
            new TrainablePrior(config, weights, GraphKind.KERNEL, settings.items())) {
      Validation<WindowBatch> validation = windows.validation(songs, settings, stride(config));
      Map<String, Double> measures = new LinkedHashMap<>(validation.evaluate(model));
      int rounded = Math.min(ROUNDED_BATCHES, validation.count());
      measures.putAll(RoundingLoss.of(config, file, validation.batches(), rounded));
      return measures;
    }
  }
}
