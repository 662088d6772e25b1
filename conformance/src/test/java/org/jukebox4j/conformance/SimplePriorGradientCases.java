package org.jukebox4j.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorLoss;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.graph.PriorGraph;

/** Losses and gradients of whole priors: {@code simpleprior_*}. */
final class SimplePriorGradientCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(goldenDir, "simpleprior_*.safetensors", SimplePriorGradientCases::run);
  }

  private static void run(GoldenGraph golden, Comparison comparison) {
    GoldenFile file = golden.file();
    PriorConfig config = GoldenPrior.configOf(file);
    double tolerance = TransformerCases.tolerance(config.transformer().depth());
    WindowConditioning conditioning = GoldenPrior.conditioning(file);
    List<int[]> codes = GoldenPrior.rows(file, "in.z");
    try (PriorGraph prior =
        PriorGraph.build(
            config,
            GoldenPriorSearch.priorParameters(file),
            golden.context(conditioning.items()))) {
      PriorGraph.Gradients result = prior.gradients(conditioning, codes);
      compare(file, result.loss(), comparison, tolerance);
      compare(file, prior.loss(conditioning, codes), comparison, tolerance);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      result.gradients().forEach((name, tensor) -> gradients.put(name, tensor.toArray()));
      new GoldenGradients(file, "out.grad.").compare(gradients, comparison, tolerance);
    }
  }

  private static void compare(
      GoldenFile file, PriorLoss loss, Comparison comparison, double tolerance) {
    JsonObject metrics = file.json("metrics").getAsJsonObject();
    double[] expected = {
      metrics.get("bpd").getAsDouble(),
      metrics.get("prime_loss").getAsDouble(),
      file.doubles("out.loss")[0]
    };
    double[] actual = {loss.codes(), loss.lyrics(), loss.total()};
    for (int i = 0; i < expected.length; i++) {
      comparison.doubles(
          List.of("bpd", "prime_loss", "loss").get(i),
          new double[] {expected[i]},
          new double[] {actual[i]},
          tolerance);
    }
  }
}
