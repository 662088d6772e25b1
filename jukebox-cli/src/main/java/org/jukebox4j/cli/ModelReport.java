package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.sampling.model.MachineMemory;
import org.jukebox4j.sampling.model.MemoryEstimate;
import org.jukebox4j.sampling.model.MemoryEstimate.LevelNeed;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.model.ReleasedModel;

/** Prints what models would need on this machine. */
final class ModelReport {
  /** Long enough for the shortest piece that every released model makes. */
  private static final double SECONDS = 60;

  void print(PrintWriter out) {
    out.println();
    out.printf(
        "%-11s %11s %9s %9s %10s  %s%n",
        "Model", "parameters", "memory", "int8", "disk", "time for a second of audio, float32");
    for (ModelDescription model : models()) {
      MemoryEstimate estimate = MemoryEstimate.of(model);
      long parameters = estimate.levels().stream().mapToLong(LevelNeed::parameters).sum();
      out.printf(
          "%-11s %11s %9s %9s %10s  %s%n",
          model.name(),
          count(parameters),
          Sizes.bytes(estimate.peakBytes(1)),
          Sizes.bytes(MemoryEstimate.of(model, Precision.INT8).peakBytes(1)),
          Sizes.bytes(parameters * Float.BYTES + estimate.codecBytes()),
          verdict(model, estimate));
    }
    out.println(
        "Memory is for one song at a time, with --precision float32 and int8; disk is for float32 files (half of it for float16);"
            + " times assume that weights are read at 15 GB/s.");
  }

  private static List<ModelDescription> models() {
    List<ModelDescription> models = new ArrayList<>();
    models.add(ModelSource.mini().describe());
    for (ReleasedModel model : ReleasedModel.values()) {
      models.add(model.description());
    }
    return models;
  }

  private static String verdict(ModelDescription model, MemoryEstimate estimate) {
    try {
      estimate.requireFits(MachineMemory.current());
    } catch (ModelException tooLarge) {
      return "does not fit into " + Sizes.bytes(MachineMemory.current().physicalBytes());
    }
    double seconds = estimate.secondsToSample(model, SECONDS, 1) / SECONDS;
    return seconds < 10
        ? String.format(Locale.ROOT, "about %.1f s", seconds)
        : "about " + Sizes.time(Duration.ofMillis((long) (seconds * 1000)));
  }

  private static String count(long parameters) {
    return String.format(Locale.ROOT, "%.1f M", parameters / 1e6);
  }
}
