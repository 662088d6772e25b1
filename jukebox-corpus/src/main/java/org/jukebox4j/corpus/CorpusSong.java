package org.jukebox4j.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.corpus.lyrics.Syllable;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.score.Score;
import org.jukebox4j.corpus.score.SungSyllable;
import org.jukebox4j.corpus.sound.Ensemble;
import org.jukebox4j.corpus.sound.Performance;

/**
 * A song of the corpus with everything that is known about it.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class CorpusSong {
  /** Samples a second of every song. */
  public static final SampleRate RATE = Performance.RATE;

  private final long number;
  private final Ensemble artist;
  private final Score score;

  CorpusSong(long number, Ensemble artist, Score score) {
    this.number = number;
    this.artist = artist;
    this.score = score;
  }

  /**
   * Returns which song it is.
   *
   * @return from 0 on
   */
  public long number() {
    return number;
  }

  /**
   * Returns who plays it.
   *
   * @return the ensemble
   */
  public Ensemble artist() {
    return artist;
  }

  /**
   * Returns what kind it is.
   *
   * @return the genre
   */
  public Genre genre() {
    return score.setting().genre();
  }

  /**
   * Returns what is played and sung.
   *
   * @return notes, lyrics, form and times
   */
  public Score score() {
    return score;
  }

  /**
   * Returns the name of its recording in a corpus on disk.
   *
   * @return a file name
   */
  public String file() {
    return String.format(Locale.ROOT, "%05d-%s-%s.wav", number, genre().label(), artist.label());
  }

  /**
   * Plays the song, anew at every call.
   *
   * @return mono at {@link #RATE}, in [-1, 1], in whole steps of 16 bits
   */
  public float[] samples() {
    return new Performance(score, artist).play();
  }

  /**
   * Sings the song without the ensemble, anew at every call.
   *
   * @return mono at {@link #RATE}, as loud as in {@link #samples}
   */
  public float[] voice() {
    return new Performance(score, artist).voice();
  }

  /**
   * Returns when each character of the lyrics is sung. A space or the end of a line begins when the
   * syllable before it ends.
   *
   * @return seconds of the song, one for each character, none before the last
   */
  public double[] characterStarts() {
    double[] starts = new double[score.lyrics().length()];
    for (SungSyllable sung : score.sung()) {
      int first = sung.character();
      starts[first] = sung.start();
      starts[first + 1] = sung.vowelStart();
      int after = first + Syllable.CHARACTERS;
      if (after < starts.length) {
        starts[after] = sung.end();
      }
    }
    return starts;
  }

  /**
   * Returns which syllable is sung at a time.
   *
   * @param seconds of the song
   * @return an index into the sung syllables, or -1 if none is
   */
  public int syllableAt(double seconds) {
    List<SungSyllable> sung = score.sung();
    double[] starts = sung.stream().mapToDouble(SungSyllable::start).toArray();
    int found = Arrays.binarySearch(starts, seconds);
    int index = found >= 0 ? found : -found - 2;
    return index >= 0 && seconds < sung.get(index).end() ? index : -1;
  }
}
