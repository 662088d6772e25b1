package org.jukebox4j.training;

import java.util.List;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.run.Validation;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.dataset.LabelledSongs;
import org.jukebox4j.prior.dataset.PriorTiles;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.dataset.WindowSettings;
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.vqvae.dataset.CodesCache;

/** Windows of codes with the labels that a prior is told. */
record LabelledWindows(RunDirectory run, PriorConfig config, TrainingObserver observer) {
  LabelledSongs label(CodesCache cache, List<DatasetSong> songs) {
    return LabelledSongs.of(
        config, run.description().names().map(LabelNames::vocabulary), cache, songs, observer);
  }

  /** Batches that are spread over all songs. */
  Validation<WindowBatch> validation(LabelledSongs songs, TrainingSettings settings, int stride) {
    if (songs.size() == 0) {
      return Validation.none();
    }
    PriorTiles tiles =
        new PriorTiles(
            songs, WindowSettings.every(stride), TileOrder.FIXED, settings.data().seed());
    int items = settings.items();
    int batches = Math.max(1, tiles.tiles() / items);
    int count = Math.min(settings.data().validationBatches(), batches);
    return new Validation<>(position -> tiles.batch(position * batches / count, items), count);
  }
}
