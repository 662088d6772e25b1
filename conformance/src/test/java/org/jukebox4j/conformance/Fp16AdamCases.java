package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.Adam;
import org.jukebox4j.core.training.AdamSettings;
import org.jukebox4j.core.training.HalfAdam;
import org.jukebox4j.core.training.WeightDecay;

/** Steps of the optimiser in both precisions: {@code fp16_adam}. */
final class Fp16AdamCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  /** Gradients of the float32 weights are recorded without the loss scale. */
  private static final double UNSCALED = 1;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "fp16_adam.safetensors", Fp16AdamCases::run);
  }

  private static void run(GoldenFile file, Comparison comparison) {
    double[] betas = GoldenJson.doubles(file.json("betas"));
    AdamSettings settings =
        new AdamSettings(
            betas[0],
            betas[1],
            file.json("eps").getAsDouble(),
            file.json("weight_decay").getAsDouble(),
            WeightDecay.WITH_THE_STEP);
    double rate = file.json("lr").getAsDouble();
    int steps = 0;
    while (file.has("in.g32." + steps)) {
      steps++;
    }
    single(file, settings, rate, steps, comparison);
    half(file, settings, rate, steps, comparison);
  }

  private static void single(
      GoldenFile file, AdamSettings settings, double rate, int steps, Comparison comparison) {
    try (FloatTensor weights = tensor(file, "in.p32");
        Adam adam = new Adam(Map.of("p", weights), settings)) {
      for (int step = 0; step < steps; step++) {
        try (FloatTensor gradient = tensor(file, "in.g32." + step)) {
          adam.step(Map.of("p", gradient), rate, UNSCALED);
        }
        String name = "out.p32." + step;
        comparison.floats(name, file.floats(name), weights.toArray(), TOLERANCE);
      }
    }
  }

  private static void half(
      GoldenFile file, AdamSettings settings, double rate, int steps, Comparison comparison) {
    double divisor = file.json("divisor").getAsDouble();
    double[] scales = GoldenJson.doubles(file.json("p16_moment_scales_after_each_step"));
    float[] weights = file.floats("in.p16");
    HalfAdam adam = new HalfAdam(weights.length, settings);
    for (int step = 0; step < steps; step++) {
      adam.step(weights, file.floats("in.g16." + step), rate, divisor);
      comparison.floats("out.p16." + step, file.floats("out.p16." + step), weights, TOLERANCE);
      String first = "out.p16_exp_avg." + step;
      String second = "out.p16_exp_avg_sq." + step;
      comparison.floats(first, file.floats(first), adam.first(), TOLERANCE);
      comparison.floats(second, file.floats(second), adam.second(), TOLERANCE);
      comparison.doubles(
          "scales " + step,
          new double[] {scales[2 * step], scales[2 * step + 1]},
          new double[] {adam.firstScale(), adam.secondScale()},
          TOLERANCE);
    }
  }

  private static FloatTensor tensor(GoldenFile file, String name) {
    return FloatTensor.of(file.floats(name), file.shape(name));
  }
}
