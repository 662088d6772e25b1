package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.feature.LogMelDistance;
import org.jukebox4j.sampling.state.HierarchyCodes;

/** Measures what one level of the codec keeps of songs. */
final class ReconstructionMeter {
  private final Jukebox jukebox;
  private final Level level;
  private final SongMeter meter;
  private final SpectralConvergence convergence = new SpectralConvergence();
  private final BitSet used = new BitSet();
  private final List<Double> whole = new ArrayList<>();
  private final List<Double> voice = new ArrayList<>();
  private final List<Double> logMel = new ArrayList<>();
  private final List<Double> vowels = new ArrayList<>();

  ReconstructionMeter(Jukebox jukebox, Level level, SongMeter meter) {
    this.jukebox = jukebox;
    this.level = level;
    this.meter = meter;
  }

  /**
   * Measures one song more.
   *
   * @param song the song
   * @param audio its audio
   * @param codes its codes
   * @param voiceAudio its voice without the ensemble
   * @param voiceCodes codes of that
   * @return what is heard after the codec
   */
  Heard add(
      CorpusSong song,
      Waveform audio,
      HierarchyCodes codes,
      Waveform voiceAudio,
      HierarchyCodes voiceCodes) {
    Waveform decoded = jukebox.decode(codes, level).get(0);
    for (int code : codes.at(level).get(0)) {
      used.set(code);
    }
    whole.add(decibels(audio, decoded));
    voice.add(decibels(voiceAudio, jukebox.decode(voiceCodes, level).get(0)));
    Heard heard = Heard.of(decoded);
    logMel.add(LogMelDistance.between(Heard.of(audio), heard));
    vowels.add(meter.vowelsKept(heard, song));
    return heard;
  }

  private double decibels(Waveform target, Waveform output) {
    int samples = Math.min(target.samples(), output.samples());
    float[] wanted = Arrays.copyOf(target.channels()[0], samples);
    float[] given = Arrays.copyOf(output.channels()[0], samples);
    double ratio = convergence.between(convergence.spectraOf(wanted), given);
    return 20 * Math.log10(Math.max(ratio, 1e-9));
  }

  LevelMeasurement measurement() {
    int codebook = jukebox.model().shape(level).codebookSize();
    return new LevelMeasurement(
        level.label(),
        estimate(whole),
        estimate(voice),
        estimate(logMel),
        estimate(vowels),
        (double) used.cardinality() / codebook);
  }

  private static Estimate estimate(List<Double> values) {
    return Estimate.ofMean(values.stream().mapToDouble(value -> value).toArray());
  }
}
