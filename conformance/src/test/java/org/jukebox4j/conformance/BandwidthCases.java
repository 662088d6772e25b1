package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.vqvae.loss.LossNormaliserMeter;
import org.jukebox4j.vqvae.loss.LossNormalisers;

/** The normalisers of losses: {@code bandwidth}. */
final class BandwidthCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "bandwidth.safetensors", BandwidthCases::check);
  }

  private static void check(GoldenFile file, Comparison comparison) {
    int[] shape = file.shape("in.clips"); // [clips, samples, channels]
    float[] all = file.floats("in.clips");
    LossNormaliserMeter meter = new LossNormaliserMeter();
    for (int clip = 0; clip < shape[0]; clip++) {
      float[][] channels = new float[shape[2]][shape[1]];
      for (int i = 0; i < shape[1] * shape[2]; i++) {
        channels[i % shape[2]][i / shape[2]] = all[clip * shape[1] * shape[2] + i];
      }
      meter.add(channels);
    }
    LossNormalisers actual = meter.normalisers();
    double[] expected = file.doubles("f64.out.bandwidth");
    String[] order = file.metadata("order").split(",", -1);
    for (int i = 0; i < order.length; i++) {
      double value =
          switch (order[i]) {
            case "l1" -> actual.absolute();
            case "l2" -> actual.squared();
            default -> actual.spectral();
          };
      comparison.doubles(order[i], new double[] {expected[i]}, new double[] {value}, TOLERANCE);
    }
  }
}
