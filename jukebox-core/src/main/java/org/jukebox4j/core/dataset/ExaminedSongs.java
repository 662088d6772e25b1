package org.jukebox4j.core.dataset;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What examinations found, kept on disk, so that a data set is decoded once and not at the start of
 * every run. An entry counts for as long as size and time of its recording stay the same. A file
 * that cannot be read is no loss: the recordings are examined again.
 */
final class ExaminedSongs {
  private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().create();
  private static final String REASON = "unusable";

  private final Path file;
  private final JsonObject entries;
  private boolean changed;

  private ExaminedSongs(Path file, JsonObject entries) {
    this.file = file;
    this.entries = entries;
  }

  static ExaminedSongs read(Path file) {
    try {
      if (Files.exists(file)
          && JsonParser.parseString(Files.readString(file)) instanceof JsonObject object) {
        return new ExaminedSongs(file, object);
      }
    } catch (IOException | JsonParseException damaged) {
      return new ExaminedSongs(file, new JsonObject());
    }
    return new ExaminedSongs(file, new JsonObject());
  }

  /** The song as it was found, if the recording is still the same. */
  Optional<DatasetSong> song(SongMetadata metadata, String state) {
    JsonObject entry = entry(metadata, state);
    if (entry == null || !entry.has("audio") || !entry.has("first") || !entry.has("samples")) {
      return Optional.empty();
    }
    Path audio = Path.of(entry.get("audio").getAsString());
    return Files.exists(audio)
        ? Optional.of(
            new DatasetSong(
                metadata, audio, entry.get("first").getAsLong(), entry.get("samples").getAsLong()))
        : Optional.empty();
  }

  /** Why the song could not be used, if the recording is still the same. */
  Optional<String> reason(SongMetadata metadata, String state) {
    JsonObject entry = entry(metadata, state);
    return entry != null && entry.has(REASON)
        ? Optional.of(entry.get(REASON).getAsString())
        : Optional.empty();
  }

  private @Nullable JsonObject entry(SongMetadata metadata, String state) {
    JsonElement element = entries.get(metadata.name());
    return element instanceof JsonObject entry
            && entry.has("recording")
            && entry.get("recording").getAsString().equals(state)
        ? entry
        : null;
  }

  void put(String state, DatasetSong song) {
    JsonObject entry = new JsonObject();
    entry.addProperty("recording", state);
    entry.addProperty("audio", song.audio().toString());
    entry.addProperty("first", song.first());
    entry.addProperty("samples", song.samples());
    entries.add(song.name(), entry);
    changed = true;
  }

  void put(SongMetadata metadata, String state, String reason) {
    JsonObject entry = new JsonObject();
    entry.addProperty("recording", state);
    entry.addProperty(REASON, reason);
    entries.add(metadata.name(), entry);
    changed = true;
  }

  /** Writes what is new. */
  void save() {
    if (!changed) {
      return;
    }
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(temporary, PRETTY.toJson(entries));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      changed = false;
    } catch (IOException failed) {
      throw new DatasetException(
          file + ": what was found in the recordings cannot be kept (" + failed + ")", failed);
    }
  }
}
