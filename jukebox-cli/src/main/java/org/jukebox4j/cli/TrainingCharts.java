package org.jukebox4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jukebox4j.cli.chart.Curve;
import org.jukebox4j.cli.chart.LineChart;
import org.jukebox4j.core.run.MetricsLog;
import org.jukebox4j.core.run.RunFolder;

/** Curves of a training, drawn from its metrics. */
final class TrainingCharts {
  private static final int MOST_CURVES = 8;

  /** Which metrics a picture shows. */
  private static final Map<String, Predicate<String>> PICTURES =
      Map.of(
          "loss", name -> name.equals("loss") || name.equals("validation_loss"),
          "bits_per_code", name -> name.endsWith("bits_per_code"),
          "bits_per_lyrics_character", name -> name.endsWith("bits_per_lyrics_character"),
          "spectral_convergence", name -> name.contains("spectral_convergence_db"),
          "entropy", name -> name.contains("entropy_bits_l"),
          "usage", name -> name.startsWith("usage_l"),
          "restarts", name -> name.startsWith("restarts_l"),
          "gradient_norm", name -> name.equals("gradient_norm"));

  private TrainingCharts() {}

  /** Whether a metric is worth a place in a line. */
  static boolean isHeadline(String name) {
    return name.equals("validation_loss")
        || name.contains("spectral_convergence_db")
        || name.contains("bits");
  }

  static void draw(RunFolder folder) {
    List<MetricsLog.Line> lines = MetricsLog.read(folder.metrics());
    PICTURES.forEach(
        (title, shows) -> {
          List<Curve> curves = curves(lines, shows);
          if (!curves.isEmpty()) {
            try {
              new LineChart(title.replace('_', ' '), curves)
                  .write(folder.training().resolve(title + ".png"));
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          }
        });
  }

  private static List<Curve> curves(List<MetricsLog.Line> lines, Predicate<String> shows) {
    List<String> names =
        lines.stream()
            .flatMap(line -> line.metrics().keySet().stream())
            .filter(shows)
            .distinct()
            .sorted()
            .limit(MOST_CURVES)
            .collect(Collectors.toList());
    List<Curve> curves = new ArrayList<>();
    for (String name : names) {
      List<MetricsLog.Line> with =
          lines.stream().filter(line -> line.metrics().containsKey(name)).toList();
      curves.add(
          new Curve(
              name,
              with.stream().mapToDouble(MetricsLog.Line::step).toArray(),
              with.stream()
                  .mapToDouble(line -> line.metrics().getOrDefault(name, Double.NaN))
                  .toArray()));
    }
    return curves;
  }
}
