package org.jukebox4j.prior.label;

import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.prior.LabelVocabularyVersion;

/**
 * All names that a prior knows.
 *
 * <p>Two versions are in use, because the released models were trained at different times: V2
 * writes names as {@code guns_n_roses} and genres as bags of words, V3 keeps punctuation and has
 * one genre for each piece. Their numbers are not interchangeable.
 *
 * @param version how names are written
 * @param artists the artists
 * @param genres the genres
 */
public record LabelVocabulary(
    LabelVocabularyVersion version, ArtistVocabulary artists, GenreVocabulary genres) {
  /**
   * Reads the two files that came with the weights.
   *
   * @param version how names are written
   * @param artists UTF-8 text, {@code name;number} a line
   * @param genres UTF-8 text, {@code name;number} a line
   * @return the vocabulary
   * @throws LabelFileException if a file is missing or not of that form
   */
  public static LabelVocabulary read(LabelVocabularyVersion version, Path artists, Path genres) {
    return new LabelVocabulary(
        version, ArtistVocabulary.read(version, artists), GenreVocabulary.read(version, genres));
  }

  /**
   * Makes a vocabulary for an own model.
   *
   * @param version how names are written
   * @param artists the artists, numbered from 1
   * @param genres the genres, in V2 single words, numbered from 1
   * @return the vocabulary
   */
  public static LabelVocabulary of(
      LabelVocabularyVersion version, List<String> artists, List<String> genres) {
    return new LabelVocabulary(
        version, ArtistVocabulary.of(version, artists), GenreVocabulary.of(version, genres));
  }
}
