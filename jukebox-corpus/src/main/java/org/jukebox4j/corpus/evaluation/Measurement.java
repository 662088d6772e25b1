package org.jukebox4j.corpus.evaluation;

import java.util.Optional;

/**
 * One measure of whether conditions are obeyed.
 *
 * @param measure what is measured
 * @param generated on what the model made; empty if the model or the settings have none
 * @param reconstructed on unseen songs after they went through the codec; empty as above
 * @param real on the unseen songs themselves; empty as above
 * @param chance what obeying nothing gives
 */
public record Measurement(
    Measure measure,
    Optional<Estimate> generated,
    Optional<Estimate> reconstructed,
    Optional<Estimate> real,
    double chance) {
  /** What is measured. */
  public enum Measure {
    /** Share of songs whose artist is the one that was asked for. */
    ARTIST_ACCURACY("artist accuracy", true),
    /** Share of songs whose genre is the one that was asked for. */
    GENRE_ACCURACY("genre accuracy", true),
    /** Share of the frames with a vowel whose vowel is the one of the lyrics at that time. */
    VOWEL_MATCH("vowel match", true),
    /** Correlation of where the model is in the lyrics with where the song is. */
    ALIGNMENT_CORRELATION("alignment correlation", false),
    /** How far the tempo is from those of the genre, as a part of it. */
    TEMPO_ERROR("tempo error", true),
    /** Share of the energy of tones that is in the best key of the genre's mode. */
    IN_KEY_ENERGY("in-key energy", true),
    /** Share of songs that come to an end at the length that was asked for. */
    ENDING_DETECTED("ending detected", true),
    /** Mean distance between songs of one condition, in deviations of the corpus. */
    DIVERSITY("diversity", false),
    /** Distance from the nearest song that was learnt from, in deviations of the corpus. */
    NOVELTY("novelty", false);

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
}
