package org.jukebox4j.benchmarks.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;

/** Synthesised songs in memory, from which batches are cut at random places. */
final class SongPool {
  private static final int LEARNT = 36;
  private static final int KEPT_APART = 12;
  private static final int BATCHES = 1 << 20;

  private final List<float[]> songs = new ArrayList<>();
  private final KeyedRandom random = new KeyedRandom(11);
  private final int items;
  private final int samples;

  SongPool(SampleRate rate, int items, int samples) {
    this.items = items;
    this.samples = samples;
    CorpusGenerator generator = new CorpusGenerator(CorpusSettings.of(5));
    Resampler resampler = Resampler.between(CorpusSong.RATE, rate);
    for (int song = 0; song < LEARNT + KEPT_APART; song++) {
      songs.add(resampler.resample(generator.song(song).samples()));
    }
  }

  float[][] learnt(long step) {
    return batch(step, 0, LEARNT);
  }

  float[][] keptApart(long number) {
    return batch(BATCHES + number, LEARNT, KEPT_APART);
  }

  private float[][] batch(long number, int first, int count) {
    float[][] batch = new float[items][];
    for (int item = 0; item < items; item++) {
      double which = random.uniform(Level.BOTTOM, item, 2 * number);
      float[] song = songs.get(first + (int) (which * count));
      double place = random.uniform(Level.BOTTOM, item, 2 * number + 1);
      int from = (int) (place * (song.length - samples));
      batch[item] = Arrays.copyOfRange(song, from, from + samples);
    }
    return batch;
  }
}
