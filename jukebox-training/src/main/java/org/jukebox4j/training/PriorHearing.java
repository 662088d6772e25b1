package org.jukebox4j.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.prior.dataset.LabelledSongs;
import org.jukebox4j.prior.dataset.PriorTiles;
import org.jukebox4j.prior.dataset.WindowSettings;
import org.jukebox4j.prior.training.TrainablePrior;
import org.jukebox4j.sampling.token.Categorical;
import org.jukebox4j.sampling.token.TokenSampler;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;

/** Lets a prior that is trained make one window, and the codec make it sound. */
final class PriorHearing implements AutoCloseable {
  private static final int SEED = 1;

  private final PriorConfig config;
  private final TrainablePrior model;
  private final VqVae codec;
  private TrainingObserver observer = TrainingObserver.SILENT;
  private @Nullable WindowConditioning conditioning;

  PriorHearing(PriorConfig config, TrainablePrior model, Path codecWeights, VqVaeConfig codec) {
    this.config = config;
    this.model = model;
    try (Checkpoint weights = Checkpoint.open(codecWeights)) {
      this.codec = VqVae.load(codec, weights);
    }
  }

  /** What it is told: the labels, and the codes above, of the middle window of some songs. */
  void hears(LabelledSongs songs, int stride, TrainingObserver newObserver) {
    observer = newObserver;
    if (songs.size() > 0) {
      PriorTiles tiles = new PriorTiles(songs, WindowSettings.every(stride), TileOrder.FIXED, 0);
      conditioning = tiles.batch(tiles.tiles() / 2, 1).conditioning();
    }
  }

  void listen(long step) {
    WindowConditioning told = conditioning;
    if (told == null) {
      return;
    }
    Level level = config.codes().level();
    float[] samples = codec.decode(sample(told), level);
    observer.onListeningSample(step, level, Waveform.mono(samples, codec.config().sampleRate()));
  }

  private int[] sample(WindowConditioning told) {
    KeyedRandom random = new KeyedRandom(SEED);
    Level level = config.codes().level();
    TokenSampler tokens =
        new Categorical((item, position) -> random.uniform(level, item, position));
    int[] codes = new int[config.codes().contextLength()];
    try (TransformerPrior prior =
            TransformerPrior.load(config, VqVaeTraining.copies(model.weights()));
        WindowDecoder decoder = prior.open(told)) {
      for (int position = 0; position < codes.length; position++) {
        int drawn = tokens.choose(decoder.logits(), 0, decoder.vocabularySize(), 0, position);
        codes[position] = decoder.codeOf(drawn);
        if (position + 1 < codes.length) {
          decoder.appendDrawn(new int[] {drawn});
        }
      }
    }
    return codes;
  }

  @Override
  public void close() {
    codec.close();
  }
}
