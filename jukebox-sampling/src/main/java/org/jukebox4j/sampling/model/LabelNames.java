package org.jukebox4j.sampling.model;

import java.util.List;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.label.LabelVocabulary;

/**
 * The names that an own model knows, in the order of their numbers, from 1; 0 is unknown.
 *
 * @param version how names are written
 * @param artists the artists
 * @param genres the genres; in V2 single words
 */
public record LabelNames(
    LabelVocabularyVersion version, List<String> artists, List<String> genres) {
  /** Copies the lists. */
  public LabelNames {
    artists = List.copyOf(artists);
    genres = List.copyOf(genres);
  }

  /**
   * Makes the vocabulary.
   *
   * @return the names with their numbers
   */
  public LabelVocabulary vocabulary() {
    return LabelVocabulary.of(version, artists, genres);
  }
}
