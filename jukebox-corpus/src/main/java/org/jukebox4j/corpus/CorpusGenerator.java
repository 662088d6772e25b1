package org.jukebox4j.corpus;

import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;
import org.jukebox4j.corpus.score.Composer;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;

/**
 * Makes songs, each from the seed and its number alone, to the sample. Every artist plays every
 * genre, all pairs equally often: once in each {@value #PAIRS} songs, in an order that is drawn.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class CorpusGenerator {
  private static final int ARTISTS = 6;
  private static final int GENRES = 6;

  /** How many pairs of an artist and a genre there are. */
  public static final int PAIRS = ARTISTS * GENRES;

  private static final double SECONDS_PER_HOUR = 3600;

  private final CorpusSettings settings;

  /**
   * Prepares a corpus.
   *
   * @param settings what it depends on
   */
  public CorpusGenerator(CorpusSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns what the corpus depends on.
   *
   * @return the settings
   */
  public CorpusSettings settings() {
    return settings;
  }

  /**
   * Makes a song. Composing takes no time to speak of; playing it is left to {@link
   * CorpusSong#samples}.
   *
   * @param number which, from 0 on; there is no last
   * @return the song
   */
  public CorpusSong song(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("number of a song must be at least 0, but was " + number);
    }
    int pair = pair(number);
    Genre genre = Genre.values()[pair / ARTISTS];
    Ensemble artist = Ensemble.values()[pair % ARTISTS];
    return song(number, artist, genre);
  }

  /**
   * Makes a song with a chosen artist and genre, which is no part of the corpus unless these are
   * the ones that its number has.
   *
   * @param number which, from 0 on
   * @param artist who plays
   * @param genre what kind
   * @return the song
   */
  public CorpusSong song(long number, Ensemble artist, Genre genre) {
    SongRandom random = new SongRandom(settings.seed(), number);
    Composer composer = new Composer(genre, random);
    return new CorpusSong(
        number, artist, composer.compose(settings.shortest(), settings.longest()));
  }

  /**
   * Returns how many songs, from the first on, make so much music.
   *
   * @param hours length of the music
   * @return the least number of songs that last at least as long
   */
  public int songs(double hours) {
    if (!(hours > 0 && hours <= 10_000)) {
      throw new IllegalArgumentException(
          "hours must be above 0 and at most 10000, but were " + hours);
    }
    double seconds = 0;
    int count = 0;
    while (seconds < hours * SECONDS_PER_HOUR) {
      seconds += song(count++).score().seconds();
    }
    return count;
  }

  /** Fisher and Yates' shuffle of the pairs, another one for every round. */
  private int pair(long number) {
    SongRandom round = new SongRandom(settings.seed(), -1 - number / PAIRS);
    int[] pairs = new int[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      int other = round.below(i + 1, Purpose.LABELS, i);
      pairs[i] = pairs[other];
      pairs[other] = i;
    }
    return pairs[(int) (number % PAIRS)];
  }
}
