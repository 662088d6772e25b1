package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.prior.graph.TransformerGraph;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of stacks of layers: {@code transformer_*}. */
final class TransformerGradientCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(goldenDir, "transformer_*.safetensors", TransformerGradientCases::run);
  }

  private static void run(GoldenGraph golden, Comparison comparison) {
    GoldenFile file = golden.file();
    double tolerance = TransformerCases.tolerance(file.json("depth").getAsInt());
    SDVariable x = golden.input("in.x");
    @Nullable SDVariable encoder = file.has("in.encoder_kv") ? golden.input("in.encoder_kv") : null;
    TransformerGraph stack =
        TransformerGraph.of(
            golden.context(file.shape("in.x")[0]),
            TransformerCases.config(file),
            TransformerCases.lengths(file));
    SDVariable y = golden.build(file.parameters("param."), scope -> stack.build(scope, x, encoder));
    String[] inputs =
        encoder == null ? new String[] {"in.x"} : new String[] {"in.x", "in.encoder_kv"};
    GraphResult result = golden.run(golden.weighted(y, "in.r"), List.of(y), inputs);
    comparison.floats(
        "y_train",
        file.floats("out.y_train"),
        GoldenGraph.floats(result.output(y.name())),
        tolerance);
    for (String each : inputs) {
      comparison.floats(
          each,
          file.floats(each.replace("in.", "out.grad.")),
          GoldenGraph.floats(result.gradient(each)),
          tolerance);
    }
    golden.compareGradients(result, "out.grad.", comparison, tolerance);
  }
}
