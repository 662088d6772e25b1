package org.jukebox4j.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.dataset.AudioTiles;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.TileOrder;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.codebook.CodebookMetrics;

/** What a level of a codec keeps of recordings. */
final class LevelMeasures {
  private static final int SECONDS = 3;
  private static final int MOST_PIECES = 128;

  private final VqVae codec;
  private final Level level;

  LevelMeasures(VqVae codec, Level level) {
    this.codec = codec;
    this.level = level;
  }

  /** Measures pieces of three seconds, as in the paper, spread over the songs. */
  Map<String, Double> of(List<DatasetSong> songs) {
    int top = codec.samplesPerCode(Level.of(codec.levels() - 1));
    int samples = SECONDS * codec.config().sampleRate().hertz();
    int whole = samples - samples % top;
    List<DatasetSong> longEnough = songs.stream().filter(song -> song.samples() >= whole).toList();
    Map<String, Double> measures = new LinkedHashMap<>();
    if (longEnough.isEmpty()) {
      return measures;
    }
    AudioTiles tiles = new AudioTiles(longEnough, whole, TileOrder.FIXED, 0);
    int pieces = Math.min(MOST_PIECES, tiles.tiles());
    SpectralConvergence convergence = new SpectralConvergence();
    LogMelSpectrum mel = new LogMelSpectrum(codec.config().sampleRate());
    float[] counts = new float[codec.config().codebookSize()];
    double decibels = 0;
    double distance = 0;
    int sounding = 0;
    for (int piece = 0; piece < pieces; piece++) {
      float[] recording = tiles.read((long) piece * tiles.tiles() / pieces);
      int[] codes = codec.encode(recording, level);
      float[] output = codec.decode(codes, level);
      for (int code : codes) {
        counts[code]++;
      }
      double ratio = convergence.between(recording, output);
      if (ratio > 0) {
        decibels += 20 * Math.log10(ratio);
        distance += mel.distance(recording, output);
        sounding++;
      }
    }
    put(measures, "spectral_convergence_db", decibels / sounding);
    put(measures, "log_mel_distance_db", distance / sounding);
    put(measures, "codes_used", (double) used(counts) / counts.length);
    put(measures, "entropy_bits", CodebookMetrics.entropyOf(counts) / Math.log(2));
    return measures;
  }

  private void put(Map<String, Double> measures, String name, double value) {
    measures.put(name + "_" + level.label(), value);
  }

  private static int used(float[] counts) {
    int used = 0;
    for (float count : counts) {
      used += count > 0 ? 1 : 0;
    }
    return used;
  }
}
