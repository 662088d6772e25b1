package org.jukebox4j.prior.label;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jukebox4j.prior.LabelVocabularyVersion;

/** The artists that a prior knows, and their numbers. Number 0 is the unknown artist. */
public final class ArtistVocabulary {
  private final LabelTable table;

  private ArtistVocabulary(LabelTable table) {
    this.table = table;
  }

  /**
   * Reads a file that came with the weights.
   *
   * @param version how names are written
   * @param file UTF-8 text, {@code name;number} a line; of two lines with the same name the later
   *     one counts, and the number of the other has no name
   * @return the vocabulary
   * @throws LabelFileException if the file is missing or not of that form
   */
  public static ArtistVocabulary read(LabelVocabularyVersion version, Path file) {
    return new ArtistVocabulary(LabelTable.read(version, file));
  }

  /**
   * Makes a vocabulary for an own model.
   *
   * @param version how names are written
   * @param names the artists; the first one gets number 1, since 0 is the unknown artist
   * @return the vocabulary
   */
  public static ArtistVocabulary of(LabelVocabularyVersion version, List<String> names) {
    return new ArtistVocabulary(LabelTable.of(version, names));
  }

  /**
   * Finds the number of an artist. Upper and lower case do not matter, nor does what cannot be
   * seen; in V2 nor does punctuation.
   *
   * @param name the artist; {@code "unknown"} leaves the choice to the model
   * @return the number
   * @throws UnknownLabelException if the model does not know the artist; it names near matches. The
   *     original takes the unknown artist instead, see {@link #idOrUnknown}
   */
  public int id(String name) {
    LabelSpelling.requireVisible("artist", name);
    return table
        .find(name)
        .orElseThrow(
            () ->
                new UnknownLabelException(
                    "artist", name, table.nameCount(), table.suggestions(name)));
  }

  /**
   * Finds the number of an artist, as the original does.
   *
   * @param name the artist
   * @return the number, 0 if the model does not know the artist
   */
  public int idOrUnknown(String name) {
    return table.idOrUnknown(name);
  }

  /**
   * Returns the name of a number.
   *
   * @param id the number
   * @return its name; several names joined by underscores; empty if there is none
   */
  public Optional<String> name(int id) {
    return table.name(id);
  }

  /**
   * Returns the names that a mistyped name is closest to.
   *
   * @param name a name
   * @return at most three, the closest first
   */
  public List<String> suggestions(String name) {
    return table.suggestions(name);
  }

  /**
   * Returns all names as the vocabulary writes them.
   *
   * @return the names, with those of the unknown artist
   */
  public List<String> names() {
    return table.names();
  }

  /**
   * Returns how many numbers have a name.
   *
   * @return the count
   */
  public int idCount() {
    return table.idCount();
  }

  /**
   * Returns the largest number; a prior needs an embedding for each up to it.
   *
   * @return the number
   */
  public int largestId() {
    return table.largestId();
  }
}
