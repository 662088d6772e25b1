package org.jukebox4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.ElementType;
import org.jukebox4j.core.checkpoint.SafetensorsWriter;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Measures what loading a checkpoint takes: time, and memory of the process beyond what it had
 * before. Loading means finding every tensor and reading each of its elements once, so that mapped
 * pages count.
 *
 * <p>Run it in a fresh process for each file, as {@code benchmarks/README.md} says. Memory is read
 * from {@code /proc/self/status}, so that it is known on Linux only. The peak counts pages of the
 * mapped file, which the system can take back at any time, like memory.
 */
public final class CheckpointLoading {
  private static final int TENSORS = 64;
  private static final int WIDTH = 2048;
  private static final double MIB = 1 << 20;

  private CheckpointLoading() {}

  /**
   * Loads a file, or writes one of 1 GiB to load.
   *
   * @param arguments {@code load FILE} or {@code write FILE}
   * @throws IOException if the memory of the process cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !List.of("load", "write").contains(arguments[0])) {
      throw new IllegalArgumentException("usage: CheckpointLoading load|write FILE");
    }
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(file);
    } else {
      load(file);
    }
  }

  private static void write(Path file) {
    RandomParameters random = new RandomParameters(1);
    SafetensorsWriter writer = new SafetensorsWriter();
    for (int i = 0; i < TENSORS; i++) {
      String name = "transformer._attn_mods." + i + ".mlp.c_fc.w";
      writer.add(name, ElementType.F32, random.find(name, WIDTH, WIDTH).orElseThrow());
    }
    long start = System.nanoTime();
    writer.write(file);
    report("written in %.2f s", seconds(start));
  }

  private static void load(Path file) throws IOException {
    FloatTensor.zeros(1).close(); // loads the native library, which is not part of the file
    long anonymous = status("RssAnon");
    long mapped = status("RssFile");
    long before = status("VmRSS");
    long start = System.nanoTime();
    double opened;
    double found;
    double sum = 0;
    List<FloatTensor> tensors = new ArrayList<>();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      opened = seconds(start);
      for (String name : checkpoint.names()) {
        tensors.add(checkpoint.find(name).orElseThrow());
      }
      found = seconds(start);
      float[] piece = new float[1 << 16];
      for (FloatTensor tensor : tensors) {
        sum += sum(tensor, piece);
      }
    }
    double size = Files.size(file) / MIB;
    double peak = (status("VmHWM") - before) / 1024.0;
    report("%s: %.0f MiB, %d tensors, sum %.4f", file.getFileName(), size, tensors.size(), sum);
    report("opened %.2f s, found %.2f s, read %.2f s", opened, found, seconds(start));
    report(
        "more memory: anonymous %.0f MiB, file %.0f MiB, peak %.0f MiB = %.2f x the file",
        (status("RssAnon") - anonymous) / 1024.0,
        (status("RssFile") - mapped) / 1024.0,
        peak,
        peak / size);
    tensors.forEach(FloatTensor::close);
  }

  private static double sum(FloatTensor tensor, float[] piece) {
    double sum = 0;
    for (int from = 0; from < tensor.size(); from += piece.length) {
      int length = Math.min(piece.length, tensor.size() - from);
      tensor.read(from, piece, 0, length);
      for (int i = 0; i < length; i++) {
        sum += piece[i];
      }
    }
    return sum;
  }

  /** Returns a value of the process's status, in KiB. */
  private static long status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException("the system does not tell " + key);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @SuppressWarnings("SystemOut") // the report is what this program is for
  private static void report(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
