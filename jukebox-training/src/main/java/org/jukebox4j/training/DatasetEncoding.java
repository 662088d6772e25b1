package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.dataset.CodecFingerprint;
import org.jukebox4j.vqvae.dataset.CodesCache;
import org.jukebox4j.vqvae.dataset.DatasetEncoder;

/**
 * Computes the codes of all recordings once, with the trained codec of a run directory. Codes that
 * are there and fit the codec are kept; it may be stopped at any time and called again.
 */
public final class DatasetEncoding {
  private final RunDirectory run;
  private final TrainingObserver observer;

  /**
   * Prepares to encode.
   *
   * @param run a run directory whose codec has been trained
   * @param observer hears of every recording
   */
  public DatasetEncoding(RunDirectory run, TrainingObserver observer) {
    this.run = run;
    this.observer = observer;
  }

  /**
   * Encodes what is missing.
   *
   * @param recordings the folder of recordings
   * @return how many recordings have codes
   */
  public int encode(Path recordings) {
    VqVaeConfig config = run.description().codec();
    Dataset dataset = Dataset.open(recordings, run.recordings(), config.sampleRate(), observer);
    int top = config.samplesPerCode(Level.of(config.levels().size() - 1));
    List<DatasetSong> songs = dataset.longEnough(dataset.songs(), top, observer);
    encode(songs);
    return songs.size();
  }

  /** Encodes what is missing and returns where the codes are. */
  CodesCache encode(List<DatasetSong> songs) {
    VqVaeConfig config = run.description().codec();
    Path weights = codecWeights(run);
    CodesCache cache = cache(run, config, weights);
    try (Checkpoint checkpoint = Checkpoint.open(weights);
        VqVae codec = VqVae.load(config, checkpoint)) {
      new DatasetEncoder(codec, cache)
          .encode(songs, (song, before, done, total) -> observer.onEncoded(done, total));
    }
    return cache;
  }

  private static CodesCache cache(RunDirectory run, VqVaeConfig config, Path weights) {
    try (Checkpoint checkpoint = Checkpoint.open(weights)) {
      return new CodesCache(run.codes(), CodecFingerprint.of(config, checkpoint), config);
    }
  }

  static Path codecWeights(RunDirectory run) {
    return run.weights(ModelPart.CODEC)
        .orElseThrow(
            () ->
                new ModelException(
                    run.part(ModelPart.CODEC).weights()
                        + ": the codec is not there; train it first (train-vqvae)"));
  }
}
