package org.jukebox4j.core.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code metrics.jsonl}: one JSON object a line, with {@code step}, the number of steps made so
 * far, and metrics by name. A number that is not finite is written as null.
 *
 * <p>Lines are appended as a whole. When a run goes on from a checkpoint, {@link #open} drops what
 * was written after it, so that every step is there once.
 */
public final class MetricsLog implements AutoCloseable {
  private static final String STEP = "step";

  private final Path file;
  private final FileChannel channel;

  /**
   * One line.
   *
   * @param step steps made so far
   * @param metrics values by name, without those that are not finite
   */
  public record Line(long step, Map<String, Double> metrics) {}

  private MetricsLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a log to go on writing.
   *
   * @param file the file; made if there is none
   * @param step the step of the checkpoint that the run goes on from, 0 at its beginning
   * @return a log whose last line is of that step or an earlier one
   */
  static MetricsLog open(Path file, long step) {
    try {
      long length = Files.exists(file) ? lengthUpTo(file, step) : 0;
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(length);
      channel.position(length);
      return new MetricsLog(file, channel);
    } catch (IOException failed) {
      throw unusable(file, failed);
    }
  }

  /** Bytes before the first line that is damaged or of a later step. */
  private static long lengthUpTo(Path file, long step) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        String text = new String(bytes, from, i - from, StandardCharsets.UTF_8);
        Optional<Line> line = parse(text);
        if (line.isEmpty() || line.get().step() > step) {
          return from;
        }
        from = i + 1;
      }
    }
    return from;
  }

  /**
   * Reads a log.
   *
   * @param file the file; an absent one is read as empty
   * @return its lines in order; a last line that is still being written is left out
   */
  public static List<Line> read(Path file) {
    List<Line> lines = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String text : Files.readAllLines(file)) {
          parse(text).ifPresent(lines::add);
        }
      }
    } catch (IOException failed) {
      throw unusable(file, failed);
    }
    return lines;
  }

  private static Optional<Line> parse(String text) {
    try {
      if (JsonParser.parseString(text) instanceof JsonObject object && object.has(STEP)) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
          if (!entry.getKey().equals(STEP)
              && entry.getValue() instanceof JsonPrimitive value
              && value.isNumber()) {
            metrics.put(entry.getKey(), value.getAsDouble());
          }
        }
        return Optional.of(new Line(object.get(STEP).getAsLong(), metrics));
      }
    } catch (JsonParseException | NumberFormatException | UnsupportedOperationException damaged) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Appends a line. */
  void append(long step, Map<String, Double> metrics) {
    JsonObject object = new JsonObject();
    object.addProperty(STEP, step);
    metrics.forEach(
        (name, value) -> object.addProperty(name, Double.isFinite(value) ? value : null));
    ByteBuffer bytes = ByteBuffer.wrap((object + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      throw unusable(file, failed);
    }
  }

  /** Makes what was appended survive a loss of power. */
  void force() {
    try {
      channel.force(false);
    } catch (IOException failed) {
      throw unusable(file, failed);
    }
  }

  private static RunException unusable(Path file, IOException cause) {
    return new RunException(
        file + ": metrics cannot be kept there (" + cause + "); check permissions and free space",
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw unusable(file, failed);
    }
  }
}
