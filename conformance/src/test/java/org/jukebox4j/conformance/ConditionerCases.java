package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;

/** Conditioning on the level above: {@code conditioner_*}. */
final class ConditionerCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "conditioner_*.safetensors", ConditionerCases::check);
  }

  private static void check(GoldenFile file, Comparison comparison) {
    UpperLevelConditionerConfig config = config(file.json("cfg").getAsJsonObject());
    ParameterBinding binding = new ParameterBinding(file.parameters("param."));
    try (binding;
        UpperLevelConditioner conditioner =
            binding.bind(
                file.name(), scope -> UpperLevelConditioner.from(scope, config), name -> true)) {
      int items = file.shape("in.z")[0];
      int[] codes = file.ints("in.z");
      float[] added = file.floats("in.x_cond");
      for (int item = 0; item < items; item++) {
        int[] z = part(codes, item, items);
        comparison.floats(
            "y of item " + item,
            part(file.floats("out.y"), item, items),
            conditioner.forward(z),
            TOLERANCE);
        comparison.floats(
            "y with x_cond of item " + item,
            part(file.floats("out.y_with_x_cond"), item, items),
            conditioner.forward(z, part(added, item, items)),
            TOLERANCE);
      }
    }
  }

  static UpperLevelConditionerConfig config(JsonObject cfg) {
    JsonElement cycle = cfg.get("dilation_cycle");
    DilationSchedule dilations =
        new DilationSchedule(
            cfg.get("dilation_growth_rate").getAsInt(),
            cycle.isJsonNull() ? DilationSchedule.NO_CYCLE : cycle.getAsInt(),
            DilationOrder.GROWING);
    return new UpperLevelConditionerConfig(
        cfg.get("bins").getAsInt(),
        cfg.get("out_width").getAsInt(),
        cfg.get("down_t").getAsInt(),
        cfg.get("stride_t").getAsInt(),
        new ResidualStackConfig(
            cfg.get("width").getAsInt(),
            cfg.get("depth").getAsInt(),
            cfg.get("m_conv").getAsDouble(),
            dilations,
            cfg.get("res_scale").getAsBoolean()
                ? ResidualScale.INVERSE_ROOT_DEPTH
                : ResidualScale.ONE));
  }

  private static int[] part(int[] all, int item, int items) {
    int length = all.length / items;
    return Arrays.copyOfRange(all, item * length, (item + 1) * length);
  }

  private static float[] part(float[] all, int item, int items) {
    int length = all.length / items;
    return Arrays.copyOfRange(all, item * length, (item + 1) * length);
  }
}
