package org.jukebox4j.training;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jukebox4j.sampling.json.RecordJson;

/**
 * The settings of a training beside its checkpoint, so that it goes on without being told again.
 */
final class SettingsFile {
  private SettingsFile() {}

  static <T extends Record> Optional<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          RecordJson.read(JsonParser.parseString(Files.readString(file)), "settings", type));
    } catch (IllegalArgumentException | JsonParseException wrong) {
      throw new IllegalArgumentException(
          file
              + ": "
              + wrong.getMessage()
              + "; if another version wrote it, delete its folder, and training begins anew from"
              + " the weights that there are",
          wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + ": cannot be read", unreadable);
    }
  }

  static void write(Path file, Record settings) {
    String json = new GsonBuilder().setPrettyPrinting().create().toJson(RecordJson.write(settings));
    RunDirectory.write(file, json + "\n");
  }
}
