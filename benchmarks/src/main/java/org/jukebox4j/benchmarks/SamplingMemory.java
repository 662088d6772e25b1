package org.jukebox4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.model.LabelNames;
import org.jukebox4j.sampling.model.MemoryEstimate.LevelNeed;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.model.ReleasedModel;

/**
 * Measures the most memory that sampling the top level of a released model takes, with random
 * weights: the peak of the resident set, against weights and caches.
 *
 * <p>Read from {@code /proc/self/status}, so that it is known on Linux only. Run it in a fresh
 * process for each precision.
 */
public final class SamplingMemory {
  private static final Duration SAMPLED = Duration.ofMillis(100);
  private static final Duration WHOLE = Duration.ofSeconds(20);
  private static final double MIB = 1 << 20;
  private static final double KIB = 1 << 10;

  private SamplingMemory() {}

  /**
   * Samples a tenth of a second.
   *
   * @param arguments a released model and a precision, such as {@code 1b_lyrics INT8}
   * @throws IOException if the memory of the process cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: SamplingMemory 1b_lyrics FLOAT32|INT8");
    }
    ReleasedModel model = ReleasedModel.of(arguments[0]);
    Precision precision = Precision.valueOf(arguments[1]);
    ModelSource source = ModelSource.untrained(0, named(model.description())).precision(precision);
    try (Jukebox jukebox = Jukebox.load(source)) {
      LevelNeed need = jukebox.estimate().level(Level.TOP);
      jukebox.sample(
          SampleRequest.builder()
              .duration(SAMPLED)
              .totalDuration(WHOLE)
              .lowestLevel(Level.TOP)
              .build());
      double weights = need.weightBytes() / MIB;
      double caches = need.cacheBytes() / MIB;
      double peak = peakKibibytes() / KIB;
      report(
          "%s %s: peak %.0f MiB, weights %.0f MiB and caches %.0f MiB: %.2f times",
          model.label(), precision, peak, weights, caches, peak / (weights + caches));
    }
  }

  /** The model with made-up names at the top and without labels below, where nothing is sampled. */
  private static ModelDescription named(ModelDescription model) {
    List<PriorConfig> priors = new ArrayList<>();
    for (PriorConfig prior : model.priors()) {
      boolean top = prior.codes().level() == model.top();
      priors.add(
          new PriorConfig(
              prior.codes(),
              prior.transformer(),
              prior.output(),
              prior.lyrics(),
              top ? prior.labels() : null,
              prior.upsampling(),
              prior.alignment()));
    }
    LabelNames names =
        new LabelNames(
            Objects.requireNonNull(model.prior(model.top()).labels()).vocabulary(),
            List.of("artist"),
            List.of("genre"));
    return new ModelDescription(
        model.formatVersion(),
        model.name(),
        ModelDescription.Training.UNTRAINED,
        model.codec(),
        priors,
        Optional.of(names),
        model.defaults());
  }

  private static double peakKibibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException("the system does not tell the peak of the resident set");
  }

  @SuppressWarnings("SystemOut") // the report is what this program is for
  private static void report(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
