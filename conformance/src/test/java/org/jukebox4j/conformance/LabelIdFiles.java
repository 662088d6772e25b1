package org.jukebox4j.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.label.LabelVocabulary;

/** The artist and genre numbers of the released models, which are never part of this project. */
final class LabelIdFiles {
  private LabelIdFiles() {}

  /**
   * Reads a vocabulary.
   *
   * @param goldenDir the golden folder; the files are in {@code label-ids} beside it, or in the
   *     folder that the property {@code golden.labelIds} names, or beside the default golden folder
   * @param version which of the two
   * @return the vocabulary
   */
  static LabelVocabulary read(Path goldenDir, LabelVocabularyVersion version) {
    Path repository = Path.of(System.getProperty("repository.root", "..")).toAbsolutePath();
    String named = System.getProperty("golden.labelIds", "");
    List<Path> folders =
        Stream.of(
                named.isEmpty() ? null : repository.resolve(named),
                goldenDir.resolveSibling("label-ids"),
                goldenDir.resolve("label-ids"),
                repository.resolve("../shared/golden/label-ids"))
            .filter(Objects::nonNull)
            .map(Path::normalize)
            .toList();
    Path folder =
        folders.stream()
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no label-ids folder at any of "
                            + folders
                            + "; name one with -Dgolden.labelIds=DIR"));
    String prefix = version.name().toLowerCase(Locale.ROOT);
    return LabelVocabulary.read(
        version,
        folder.resolve(prefix + "_artist_ids.txt"),
        folder.resolve(prefix + "_genre_ids.txt"));
  }
}
