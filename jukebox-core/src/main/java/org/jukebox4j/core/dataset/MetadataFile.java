package org.jukebox4j.core.dataset;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code metadata.jsonl}: one JSON object a line. Only {@code file} must be there.
 *
 * <p>A folder without it is read as one whose recordings are all unlabelled.
 */
final class MetadataFile {
  static final String NAME = "metadata.jsonl";

  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "aif", "aiff", "aifc", "au", "mp3", "flac", "ogg", "opus", "m4a", "aac");

  private MetadataFile() {}

  /**
   * Lists what a folder holds, sorted by name, so that the order of the lines has no influence.
   *
   * @throws DatasetException if there is no such folder, or the metadata has a mistake
   */
  static List<SongMetadata> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          folder
              + ": this is "
              + (Files.exists(folder) ? "a file" : "nothing")
              + "; a data set is a folder of recordings with a "
              + NAME);
    }
    Path file = folder.resolve(NAME);
    List<SongMetadata> songs = Files.exists(file) ? lines(folder, file) : unlabelled(folder);
    songs.sort(Comparator.comparing(SongMetadata::name));
    return List.copyOf(songs);
  }

  private static List<SongMetadata> lines(Path folder, Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new DatasetException(
          file + ": it cannot be read as UTF-8 text (" + unreadable + ")", unreadable);
    }
    List<SongMetadata> songs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty()) {
        SongMetadata song = parse(folder, file, number, line);
        if (!names.add(song.name())) {
          throw mistake(
              file, number, "'" + song.name() + "' was listed before; list it once", null);
        }
        songs.add(song);
      }
    }
    return songs;
  }

  private static SongMetadata parse(Path folder, Path file, int number, String line) {
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object) {
        return new MetadataLine(folder, object).song();
      }
      throw mistake(file, number, "a line must be a JSON object, but was " + shown(line), null);
    } catch (JsonParseException notJson) {
      throw mistake(file, number, "a line must be JSON, but was " + shown(line), notJson);
    } catch (IllegalArgumentException wrong) {
      throw mistake(file, number, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static DatasetException mistake(
      Path file, int line, String problem, @Nullable Throwable cause) {
    return new DatasetException(file + ", line " + line + ": " + problem, cause);
  }

  private static String shown(String line) {
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }

  private static List<SongMetadata> unlabelled(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<SongMetadata> songs = new ArrayList<>();
      files
          .filter(MetadataFile::isRecording)
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .forEach(name -> songs.add(SongMetadata.unknown(name)));
      return songs;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new DatasetException(
          folder + ": it cannot be searched for recordings (" + unreadable + ")", unreadable);
    }
  }

  private static boolean isRecording(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && EXTENSIONS.contains(extension);
  }
}
