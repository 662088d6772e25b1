package org.jukebox4j.sampling.state;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.checkpoint.TensorEntry;
import org.jukebox4j.core.hierarchy.Level;

/**
 * A sampling state in a safetensors file: the codes of each level as an int32 tensor {@code
 * codes.top} of shape {@code [samples, codes]}, everything else as text and JSON in its metadata.
 * The file is replaced as a whole: a crash leaves the state before or the state after.
 */
public final class SamplingStateFile {
  private static final String VERSION = "1";
  private static final String VERSION_KEY = "jukebox4j.sampling-state";
  private static final String REQUEST_KEY = "request";
  private static final String MODEL_KEY = "model";
  private static final String GIVEN_KEY = "given";
  private static final String CODES = "codes.";

  private SamplingStateFile() {}

  /**
   * Writes a state.
   *
   * @param file where to; its folder must exist
   * @param state what to keep
   * @throws CheckpointException if the file cannot be written
   */
  public static void write(Path file, SamplingState state) {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata(VERSION_KEY, VERSION);
    writer.metadata(REQUEST_KEY, state.request());
    writer.metadata(MODEL_KEY, state.fingerprint());
    JsonObject given = new JsonObject();
    state.given().forEach((level, count) -> given.addProperty(level.label(), count));
    writer.metadata(GIVEN_KEY, given.toString());
    state
        .codes()
        .levels()
        .forEach(
            (level, items) -> {
              int[] all = items.stream().flatMapToInt(Arrays::stream).toArray();
              int length = items.get(0).length; // [samples, length]
              writer.add(CODES + level.label(), ElementType.I32, all, items.size(), length);
            });
    writer.write(file);
  }

  /**
   * Reads a state.
   *
   * @param file a file that {@link #write} made
   * @return the state
   * @throws SamplingStateException if it is not one, is damaged, or is of a newer version
   */
  public static SamplingState read(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return read(file, checkpoint);
    } catch (CheckpointException unreadable) {
      throw new SamplingStateException(
          "the sampling state cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static SamplingState read(Path file, Checkpoint checkpoint) {
    Map<String, String> metadata = checkpoint.metadata();
    String version = metadata.get(VERSION_KEY);
    if (version == null) {
      throw damaged(file, "it is no sampling state, as it does not say " + VERSION_KEY, null);
    }
    if (!version.equals(VERSION)) {
      throw new SamplingStateException(
          file
              + ": this version reads sampling states of version "
              + VERSION
              + ", but it is of version "
              + version
              + "; resume it with the version that wrote it");
    }
    try {
      Map<Level, List<int[]>> codes = new EnumMap<>(Level.class);
      Map<Level, Integer> given = new EnumMap<>(Level.class);
      JsonObject counts = given(metadata);
      for (Level level : Level.values()) {
        TensorEntry entry = checkpoint.entries().get(CODES + level.label());
        if (entry != null) {
          codes.put(level, codes(checkpoint, entry));
          given.put(level, count(counts, level));
        }
      }
      return new SamplingState(
          text(metadata, REQUEST_KEY), text(metadata, MODEL_KEY), given, new HierarchyCodes(codes));
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw damaged(file, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static List<int[]> codes(Checkpoint checkpoint, TensorEntry entry) {
    String name = entry.name();
    List<Integer> shape = entry.shape();
    if (entry.type() != ElementType.I32 || shape.size() != 2 || shape.get(0) < 1) {
      throw new IllegalArgumentException(
          name + " must be int32 of shape [samples, codes], but is " + entry);
    }
    long[] all = checkpoint.integers(name);
    int length = shape.get(1);
    List<int[]> items = new ArrayList<>();
    for (int item = 0; item < shape.get(0); item++) {
      int[] codes = new int[length];
      for (int i = 0; i < length; i++) {
        codes[i] = Math.toIntExact(all[item * length + i]);
      }
      items.add(codes);
    }
    return items;
  }

  private static JsonObject given(Map<String, String> metadata) {
    try {
      if (JsonParser.parseString(text(metadata, GIVEN_KEY)) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException notJson) {
      throw new IllegalArgumentException(GIVEN_KEY + " must be JSON, but is not", notJson);
    }
    throw new IllegalArgumentException(GIVEN_KEY + " must be a JSON object, but is not");
  }

  private static int count(JsonObject counts, Level level) {
    JsonElement count = counts.get(level.label());
    if (count == null || !count.isJsonPrimitive() || !count.getAsJsonPrimitive().isNumber()) {
      throw new IllegalArgumentException(
          GIVEN_KEY + "." + level.label() + " must be a number of codes, but is not");
    }
    return count.getAsBigDecimal().intValueExact();
  }

  private static String text(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) {
      throw new IllegalArgumentException(key + " must be in the metadata, but is missing");
    }
    return text;
  }

  private static SamplingStateException damaged(Path file, String why, @Nullable Throwable cause) {
    String message = file + ": the sampling state is damaged: " + why;
    return cause == null
        ? new SamplingStateException(message)
        : new SamplingStateException(message, cause);
  }
}
