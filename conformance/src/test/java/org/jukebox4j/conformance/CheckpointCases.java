package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.checkpoint.TensorEntry;
import org.jukebox4j.core.tensor.FloatTensor;

/** Checkpoints of all formats, good, bad and hostile: {@code checkpoints/}. */
final class CheckpointCases implements GoldenCases {
  private static final String FOLDER = "checkpoints";
  private static final String PYTORCH = ".pth.tar";

  /** What a hostile file creates in the working folder of a reader that runs it. */
  private static final Path TRACE = Path.of("hostile-pickle-ranxxx");

  /** The refused names, from the description of the golden data. */
  private static final Pattern HOSTILE =
      Pattern.compile("hostile_(os_system|eval|getattr_chain)_.*");

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    Path folder = goldenDir.resolve(FOLDER);
    List<GoldenCase> cases = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return cases;
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String fileName = file.getFileName().toString();
        String stem = fileName.replaceFirst("(\\.pth\\.tar|\\.pkl|\\.safetensors)$", "");
        String name = FOLDER + "/" + stem;
        Path expected = folder.resolve(stem + ".safetensors");
        if (fileName.startsWith("hostile_")) {
          cases.add(new GoldenCase(name, c -> refusesByName(file, c)));
        } else if (fileName.startsWith("bad_")) {
          cases.add(new GoldenCase(name, c -> refuses(file, c)));
        } else if (fileName.endsWith(PYTORCH)) {
          cases.add(new GoldenCase(name, c -> holdsTheSame(file, expected, c)));
        }
      }
    }
    return cases;
  }

  private static void holdsTheSame(Path file, Path expectedFile, Comparison comparison)
      throws IOException {
    GoldenFile expected = GoldenFile.read(expectedFile);
    try (Checkpoint actual = Checkpoint.open(file);
        Checkpoint safetensors = Checkpoint.open(expectedFile)) {
      for (String name : expected.names()) {
        sameTensor(name, expected, safetensors, name, comparison);
        sameTensor(name, expected, actual, nameInPickle(name), comparison);
      }
      if (!expected.has("zs0")) { // sampling data files also hold labels
        comparison.integers(
            "number of tensors",
            new long[] {expected.names().size()},
            new long[] {actual.entries().size()});
      }
    }
  }

  private static void sameTensor(
      String name, GoldenFile expected, Checkpoint actual, String actualName, Comparison c) {
    TensorEntry entry = actual.entries().get(actualName);
    c.isTrue(actualName, entry != null, "is missing");
    if (entry == null) {
      return;
    }
    int[] shape = expected.shape(name);
    c.isTrue(
        actualName + " shape",
        entry.shape().equals(Arrays.stream(shape).boxed().toList()),
        "expected " + Arrays.toString(shape) + " but was " + entry.shape());
    if (entry.type().isInteger()) {
      c.integers(actualName, expected.integers(name), actual.integers(actualName));
    } else {
      c.integers(actualName, bits(expected.floats(name)), bits(actual.floats(actualName)));
      try (FloatTensor tensor = actual.find(actualName, shape).orElseThrow()) {
        c.integers(actualName + " found", bits(expected.floats(name)), bits(tensor.toArray()));
      }
    }
  }

  /** The golden files flatten lists ({@code zs0}) and mark float64 tensors ({@code f64.double}). */
  private static String nameInPickle(String name) {
    Matcher codes = Pattern.compile("zs([0-9]+)").matcher(name);
    return codes.matches() ? "zs." + codes.group(1) : name.replaceFirst("^f64\\.", "");
  }

  private static long[] bits(float[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private static void refusesByName(Path file, Comparison comparison) throws IOException {
    String message = refuses(file, comparison);
    Matcher kind = HOSTILE.matcher(file.getFileName().toString());
    String global =
        !kind.matches()
            ? "refuses"
            : switch (kind.group(1)) {
              case "os_system" -> "posix.system";
              case "eval" -> "builtins.eval";
              default -> "builtins.exec";
            };
    comparison.isTrue(
        "names the global", message.contains(global), "expected " + global + " in: " + message);
    comparison.isTrue("runs nothing", !Files.exists(TRACE), TRACE + " was created");
    Files.deleteIfExists(TRACE);
  }

  private static String refuses(Path file, Comparison comparison) {
    try (Checkpoint opened = Checkpoint.open(file)) {
      comparison.isTrue("is refused", false, "was opened: " + opened);
      return "";
    } catch (CheckpointException refused) {
      String message = String.valueOf(refused.getMessage());
      comparison.isTrue("names the file", message.startsWith(file.toString()), message);
      return message;
    }
  }
}
