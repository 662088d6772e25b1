package org.jukebox4j.prior.label;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jukebox4j.prior.LabelVocabularyVersion;

/**
 * The genres that a prior knows, and their numbers. Number 0 is the unknown genre. In V2 a genre is
 * a bag of words, each with a number of its own; in V3 it is one name.
 */
public final class GenreVocabulary {
  private final LabelVocabularyVersion version;
  private final LabelTable table;

  private GenreVocabulary(LabelVocabularyVersion version, LabelTable table) {
    this.version = version;
    this.table = table;
  }

  /**
   * Reads a file that came with the weights.
   *
   * @param version how names are written
   * @param file UTF-8 text, {@code name;number} a line
   * @return the vocabulary
   * @throws LabelFileException if the file is missing or not of that form
   */
  public static GenreVocabulary read(LabelVocabularyVersion version, Path file) {
    return new GenreVocabulary(version, LabelTable.read(version, file));
  }

  /**
   * Makes a vocabulary for an own model.
   *
   * @param version how names are written
   * @param names the genres, in V2 single words; the first one gets number 1, since 0 is the
   *     unknown genre
   * @return the vocabulary
   */
  public static GenreVocabulary of(LabelVocabularyVersion version, List<String> names) {
    return new GenreVocabulary(version, LabelTable.of(version, names));
  }

  /**
   * Finds the numbers of a genre.
   *
   * @param genre the genre, in V2 of any number of words
   * @return one number for each word, in V3 one number
   * @throws UnknownLabelException if the model does not know the genre or one of its words; it
   *     names near matches. The original takes the unknown genre instead, see {@link #idsOrUnknown}
   */
  public int[] ids(String genre) {
    LabelSpelling.requireVisible("genre", genre);
    List<String> words = words(genre);
    return words.stream().mapToInt(word -> id(words.size() == 1 ? genre : word)).toArray();
  }

  private int id(String word) {
    return table
        .find(word)
        .orElseThrow(
            () ->
                new UnknownLabelException(
                    version == LabelVocabularyVersion.V2 ? "each word of genre" : "genre",
                    word,
                    table.nameCount(),
                    table.suggestions(word)));
  }

  /**
   * Finds the numbers of a genre, as the original does.
   *
   * @param genre the genre, in V2 of any number of words
   * @return one number for each word, in V3 one number; 0 for what the model does not know
   */
  public int[] idsOrUnknown(String genre) {
    return words(genre).stream().mapToInt(table::idOrUnknown).toArray();
  }

  /**
   * Writes numbers as a genre.
   *
   * @param ids numbers; those below 0 are empty slots and left out
   * @return their names joined by underscores; empty if one has no name
   */
  public Optional<String> name(int... ids) {
    List<Optional<String>> names =
        IntStream.of(ids).filter(id -> id >= 0).mapToObj(table::name).toList();
    return names.stream().allMatch(Optional::isPresent)
        ? Optional.of(names.stream().flatMap(Optional::stream).collect(Collectors.joining("_")))
        : Optional.empty();
  }

  /**
   * Returns the names that a mistyped genre, in V2 one word of it, is closest to.
   *
   * @param genre a name
   * @return at most three, the closest first
   */
  public List<String> suggestions(String genre) {
    return table.suggestions(genre);
  }

  /**
   * Returns all names as the vocabulary writes them.
   *
   * @return the names, with that of the unknown genre
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

  private List<String> words(String genre) {
    String normalised = table.normalise(genre);
    return version == LabelVocabularyVersion.V2
        ? Arrays.asList(normalised.split("_", -1))
        : List.of(normalised);
  }
}
