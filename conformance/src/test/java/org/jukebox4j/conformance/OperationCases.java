package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.tensor.FloatTensor;

/** Activations, normalisation and linear layers: {@code ops}. */
final class OperationCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "ops.safetensors", OperationCases::run);
  }

  private static void run(GoldenFile file, Comparison comparison) {
    for (Activation activation : Activation.values()) {
      String name = activation.name().toLowerCase(Locale.ROOT);
      float[] x = file.floats("in.x");
      activation.apply(x, 0, x.length);
      comparison.floats(name, file.floats("out." + name), x, TOLERANCE);
    }
    float[] x = file.floats("in.x");
    int rows = file.shape("in.x")[0];
    LayerNorm norm = new LayerNorm(file.floats("param.ln.weight"), file.floats("param.ln.bias"));
    float[] normalised = new float[x.length];
    norm.forward(x, rows, normalised);
    comparison.floats("layernorm", file.floats("out.layernorm"), normalised, TOLERANCE);
    try (FloatTensor weight =
            FloatTensor.of(file.floats("param.conv1d.w"), file.shape("param.conv1d.w"));
        NativeScratch scratch = new NativeScratch()) {
      Linear linear = Linear.inputFirst(weight, file.floats("param.conv1d.b"));
      float[] y = new float[rows * linear.outputs()];
      linear.forward(x, 1, rows, y, scratch);
      comparison.floats("linear", file.floats("out.conv1d"), y, TOLERANCE);
      linear.forward(x, rows, 1, y, scratch);
      comparison.floats("linear, row by row", file.floats("out.conv1d"), y, TOLERANCE);
    }
  }
}
