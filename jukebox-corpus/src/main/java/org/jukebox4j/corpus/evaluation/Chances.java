package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.feature.KeyFit;
import org.jukebox4j.corpus.feature.Rhythm;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;

/** What songs reach that obey nothing, found on unseen songs that are held against wrong labels. */
final class Chances {
  /** Where a song is cut that is asked whether it ends there: this much before its end. */
  private static final double CUT = 6;

  private static final int SHUFFLES = 16;

  private final List<Double> tempoErrors = new ArrayList<>();
  private final List<Double> inKey = new ArrayList<>();
  private int cut;
  private int ending;

  static double artist() {
    return 1.0 / Ensemble.values().length;
  }

  static double genre() {
    return 1.0 / Genre.values().length;
  }

  static double vowel() {
    return 1.0 / Vowel.values().length;
  }

  /** Takes in one unseen song. */
  void add(CorpusSong song, float[] samples, Heard heard) {
    double tempo = Rhythm.of(heard).tempo(SongMeter.SLOWEST, SongMeter.FASTEST);
    for (Genre other : Genre.values()) {
      if (other != song.genre()) {
        tempoErrors.add(other.tempoError(tempo));
      }
    }
    addShuffledTones(song, heard.chroma());
    int length = samples.length - (int) (CUT * Heard.RATE.hertz());
    cut++;
    ending += EndingDetector.ends(Heard.of(Arrays.copyOf(samples, length))) ? 1 : 0;
  }

  /** The same tones in another order, which is no scale. */
  private void addShuffledTones(CorpusSong song, double[] chroma) {
    SongRandom random = new SongRandom(song.number(), 0);
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      for (int i = chroma.length - 1; i > 0; i--) {
        int other = random.below(i + 1, Purpose.HARMONY, (long) shuffle * chroma.length + i);
        double tone = chroma[i];
        chroma[i] = chroma[other];
        chroma[other] = tone;
      }
      inKey.add(KeyFit.inKey(chroma, song.genre().mode()));
    }
  }

  double tempoError() {
    return mean(tempoErrors);
  }

  double inKeyEnergy() {
    return mean(inKey);
  }

  double ending() {
    return (double) ending / Math.max(1, cut);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }
}
