package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphResult;
import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.graph.AttentionGraph;
import org.jukebox4j.prior.graph.AttentionShape;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of one attention layer of each kind: {@code attn_*}. */
final class AttentionGradientCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenGraph.cases(goldenDir, "attn_[0-9]*.safetensors", AttentionGradientCases::run);
  }

  private static void run(GoldenGraph golden, Comparison comparison) {
    GoldenFile file = golden.file();
    int[] x = file.shape("in.x"); // [items, time, width]
    AttentionGeometry geometry =
        new AttentionGeometry(
            x[1],
            numberOrZero(file, "blocks"),
            numberOrZero(file, "spread"),
            numberOrZero(file, "encoder_dims"),
            numberOrZero(file, "prime_len"));
    AttentionShape shape =
        new AttentionShape(
            AttentionKind.of(numberOrZero(file, "attn_func")).over(geometry),
            x[1],
            x[2],
            numberOrZero(file, "n_state"),
            numberOrZero(file, "n_head"));
    SDVariable input = golden.input("in.x");
    @Nullable SDVariable encoder = file.has("in.encoder_kv") ? golden.input("in.encoder_kv") : null;
    SDVariable y =
        golden.build(
            file.parameters("param."),
            scope -> AttentionGraph.build(golden.context(x[0]), scope, shape, input, encoder));
    String[] inputs =
        encoder == null ? new String[] {"in.x"} : new String[] {"in.x", "in.encoder_kv"};
    GraphResult result = golden.run(golden.weighted(y, "in.r"), List.of(y), inputs);
    comparison.floats(
        "y_train",
        file.floats("out.y_train"),
        GoldenGraph.floats(result.output(y.name())),
        TOLERANCE);
    for (String each : inputs) {
      comparison.floats(
          each,
          file.floats(each.replace("in.", "out.grad.")),
          GoldenGraph.floats(result.gradient(each)),
          TOLERANCE);
    }
    golden.compareGradients(result, "out.grad.", comparison, TOLERANCE);
  }

  private static int numberOrZero(GoldenFile file, String key) {
    JsonElement value = file.json(key);
    return value.isJsonNull() ? 0 : value.getAsInt();
  }
}
