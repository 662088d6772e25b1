package org.jukebox4j.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.checkpoint.TensorEntry;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.state.HierarchyCodes;

/**
 * Codes in a safetensors file: {@code codes.top}, {@code codes.middle} and {@code codes.bottom},
 * int32, {@code [samples, time]}. A saved sampling state is such a file too.
 */
final class CodesFile {
  private static final String PREFIX = "codes.";
  private static final String MODEL = "model";

  private CodesFile() {}

  static void write(Path file, HierarchyCodes codes, String fingerprint) {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata(MODEL, fingerprint);
    codes
        .levels()
        .forEach(
            (level, items) -> {
              int[] all = items.stream().flatMapToInt(Arrays::stream).toArray();
              writer.add(
                  PREFIX + level.label(), ElementType.I32, all, items.size(), items.get(0).length);
            });
    writer.write(file);
  }

  static HierarchyCodes read(Path file, String fingerprint) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<Level, List<int[]>> levels = new EnumMap<>(Level.class);
      for (Level level : Level.values()) {
        TensorEntry entry = checkpoint.entries().get(PREFIX + level.label());
        if (entry != null) {
          levels.put(level, items(file, entry, checkpoint.integers(entry.name())));
        }
      }
      if (levels.isEmpty()) {
        throw new UserException(
            file + " holds no codes. Give a file that sample, continue, upsample or encode kept.");
      }
      String model = checkpoint.metadata().getOrDefault(MODEL, "an unknown model");
      if (!model.equals(fingerprint)) {
        throw new UserException(
            "the codes in "
                + file
                + " are of "
                + model
                + ", but --model is "
                + fingerprint
                + ". Codes mean nothing to another model; name theirs with --model.");
      }
      return new HierarchyCodes(levels);
    }
  }

  /** How many codes there are at each level, for people. */
  static String describe(HierarchyCodes codes) {
    return codes.levels().keySet().stream()
        .map(level -> codes.length(level) + " " + level.label())
        .collect(Collectors.joining(", "));
  }

  private static List<int[]> items(Path file, TensorEntry entry, long[] all) {
    List<Integer> shape = entry.shape();
    if (shape.size() != 2 || shape.get(0) < 1) {
      throw new UserException(
          file + ": " + entry.name() + " must have the shape [samples, time], but has " + shape);
    }
    int length = shape.get(1);
    return IntStream.range(0, shape.get(0))
        .mapToObj(item -> Arrays.stream(all, item * length, (item + 1) * length))
        .map(codes -> codes.mapToInt(Math::toIntExact).toArray())
        .toList();
  }
}
