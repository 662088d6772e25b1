package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.graph.UpperLevelGraph;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of the conditioning on the level above: {@code conditioner_*}. */
final class ConditionerGradientCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(goldenDir, "conditioner_*.safetensors", ConditionerGradientCases::run);
  }

  private static void run(GoldenGraph golden, Comparison comparison) {
    GoldenFile file = golden.file();
    UpperLevelConditionerConfig config =
        ConditionerCases.config(file.json("cfg").getAsJsonObject());
    BlockName blocks =
        file.has("param.cond.model.1.0.blocks.0.model.1.weight")
            ? BlockName.BLOCKS
            : BlockName.MODEL;
    int[] shape = file.shape("in.z");
    SDVariable codes = golden.integers("in.z", file.ints("in.z"), shape);
    SDVariable y =
        golden.build(
            file.parameters("param."),
            scope ->
                UpperLevelGraph.build(
                    golden.context(shape[0]),
                    scope,
                    config,
                    blocks,
                    new UpperLevelGraph.Inputs(codes, shape[1], null)));
    GraphResult result = golden.run(golden.weighted(y, "in.r"), List.of(y));
    comparison.floats(
        "y", file.floats("out.y"), GoldenGraph.floats(result.output(y.name())), TOLERANCE);
    golden.compareGradients(result, "out.grad.", comparison, TOLERANCE);
  }
}
