package org.jukebox4j.corpus.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What happens to a song when only its lyrics or only its artist is another one: everything else
 * that is asked for, and the seed, stay as they are.
 *
 * @param conditions how many songs were changed
 * @param measurements one for each measure
 */
public record OneThingChanged(int conditions, List<Row> measurements) {
  /** What is measured. */
  public enum Measure {
    /** Share of the frames with a vowel that have that of the lyrics that were asked for first. */
    VOWEL_MATCH_WITH_LYRICS("vowel match with the lyrics", true),
    /** The same for the other lyrics, none of whose vowels is the same. */
    VOWEL_MATCH_WITH_OTHER_LYRICS("vowel match with the other lyrics", true),
    /** Share of songs that are judged to be by the artist who was asked for first. */
    JUDGED_AS_ARTIST("judged as the artist", true),
    /** The same for the other artist. */
    JUDGED_AS_OTHER_ARTIST("judged as the other artist", true),
    /** Share of songs whose genre, which is never changed, is right. */
    GENRE_ACCURACY("genre accuracy", true),
    /**
     * Distance from the unchanged song in deviations of the corpus; of unchanged songs that from
     * the unchanged song of the next condition, which has nothing to do with it.
     */
    STYLE_DISTANCE("style distance", false);

    private final String words;
    private final boolean share;

    Measure(String words, boolean share) {
      this.words = words;
      this.share = share;
    }

    /** Its name in words. */
    String words() {
      return words;
    }

    /** Whether it is a part of a whole, which is written in percent. */
    boolean isShare() {
      return share;
    }
  }

  /**
   * One measure.
   *
   * @param measure what is measured
   * @param unchanged on songs as they were asked for first
   * @param otherLyrics on the same with other lyrics
   * @param otherArtist on the same with another artist
   */
  public record Row(
      Measure measure,
      Optional<Estimate> unchanged,
      Optional<Estimate> otherLyrics,
      Optional<Estimate> otherArtist) {}

  /** Copies the list. */
  public OneThingChanged {
    measurements = List.copyOf(measurements);
  }

  /**
   * Returns a measure.
   *
   * @param measure which
   * @return what was measured
   */
  public Row measurement(Measure measure) {
    return measurements.stream()
        .filter(row -> row.measure() == measure)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(measure + " was not measured"));
  }
}
