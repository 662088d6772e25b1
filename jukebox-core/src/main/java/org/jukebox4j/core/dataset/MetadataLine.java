package org.jukebox4j.core.dataset;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one line of metadata.
 *
 * <p>{@code lyrics} (a text, which may be LRC) or {@code lyrics_file} (path of a text or LRC file);
 * beside plain lyrics {@code line_starts} (seconds for each line that is not blank) or {@code
 * word_starts} (seconds for each word), as forced aligners give them.
 */
final class MetadataLine {
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "file",
              "artist",
              "genre",
              "lyrics",
              "lyrics_file",
              "line_starts",
              "word_starts",
              "start",
              "end"));
  private static final Pattern LINE = Pattern.compile("\\S[^\\r\\n]*");
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Path folder;
  private final JsonObject object;

  MetadataLine(Path folder, JsonObject object) {
    this.folder = folder;
    this.object = object;
    for (String field : object.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "field '" + field + "' is not known; known are " + String.join(", ", FIELDS));
      }
    }
  }

  SongMetadata song() {
    String file =
        text("file")
            .filter(name -> !name.isBlank())
            .orElseThrow(
                () -> new IllegalArgumentException("file must name a recording, but is missing"));
    return new SongMetadata(
        inFolder("file", file),
        text("artist").filter(name -> !name.isBlank()).orElse(SongMetadata.UNKNOWN),
        text("genre").filter(name -> !name.isBlank()).orElse(SongMetadata.UNKNOWN),
        lyrics(),
        seconds("start"),
        seconds("end"));
  }

  /** The path, checked to stay in the folder: a data set is what its folder holds. */
  private static String inFolder(String field, String path) {
    Path relative = Path.of(path).normalize();
    if (relative.isAbsolute() || relative.startsWith("..") || relative.toString().isEmpty()) {
      throw new IllegalArgumentException(
          field + " must be a path inside the folder of the data set, but was '" + path + "'");
    }
    return relative.toString().replace('\\', '/');
  }

  private SongLyrics lyrics() {
    Optional<String> given = text("lyrics");
    Optional<String> file = text("lyrics_file");
    if (given.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException("give lyrics or lyrics_file, not both");
    }
    String text = file.isPresent() ? content(file.get()) : given.orElse("");
    List<Double> lines = starts("line_starts");
    List<Double> words = starts("word_starts");
    if (!lines.isEmpty() && !words.isEmpty()) {
      throw new IllegalArgumentException("give line_starts or word_starts, not both");
    }
    if (LrcLyrics.isLrc(text)) {
      if (!lines.isEmpty() || !words.isEmpty()) {
        throw new IllegalArgumentException(
            "the lyrics are LRC and have times already; leave line_starts and word_starts out");
      }
      return LrcLyrics.parse(text);
    }
    if (!lines.isEmpty()) {
      return timed(text, LINE, "line_starts", lines);
    }
    return words.isEmpty() ? SongLyrics.untimed(text) : timed(text, WORD, "word_starts", words);
  }

  private String content(String name) {
    Path file = folder.resolve(inFolder("lyrics_file", name));
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "lyrics_file '" + name + "' cannot be read as UTF-8 text (" + unreadable + ")",
          unreadable);
    }
  }

  private static SongLyrics timed(String text, Pattern unit, String field, List<Double> seconds) {
    List<LyricsTime> times = new ArrayList<>();
    Matcher matcher = unit.matcher(text);
    int count = 0;
    for (; matcher.find(); count++) {
      if (count < seconds.size()) {
        times.add(new LyricsTime(matcher.start(), seconds.get(count)));
      }
    }
    if (count != seconds.size()) {
      throw new IllegalArgumentException(
          "%s must have one time for each of the %d, but has %d"
              .formatted(field, count, seconds.size()));
    }
    return new SongLyrics(text, times);
  }

  private Optional<String> text(String field) {
    JsonElement value = object.get(field);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return Optional.of(primitive.getAsString());
    }
    throw new IllegalArgumentException(field + " must be a text, but was " + value);
  }

  private OptionalDouble seconds(String field) {
    JsonElement value = object.get(field);
    return value == null || value.isJsonNull()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(field, value));
  }

  private List<Double> starts(String field) {
    JsonElement value = object.get(field);
    if (value == null || value.isJsonNull()) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw new IllegalArgumentException(field + " must be a list of seconds, but was " + value);
    }
    List<Double> times = new ArrayList<>();
    for (JsonElement element : array) {
      times.add(number(field, element));
    }
    return times;
  }

  private static double number(String field, JsonElement value) {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw new IllegalArgumentException(field + " must be a number of seconds, but was " + value);
  }
}
