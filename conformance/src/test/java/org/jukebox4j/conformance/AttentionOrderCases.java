package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionSchedule;

/** Which kind of attention each layer has: {@code attn_order}. */
final class AttentionOrderCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "attn_order.json", AttentionOrderCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    for (Map.Entry<String, JsonElement> group : root.getAsJsonObject().entrySet()) {
      if (group.getKey().startsWith("depth")) {
        for (Map.Entry<String, JsonElement> entry : group.getValue().getAsJsonObject().entrySet()) {
          compare(
              group.getKey() + " order " + entry.getKey(),
              Integer.parseInt(entry.getKey()),
              entry.getValue(),
              comparison);
        }
      } else if (group.getKey().equals("released")) {
        for (Map.Entry<String, JsonElement> entry : group.getValue().getAsJsonObject().entrySet()) {
          JsonObject model = entry.getValue().getAsJsonObject();
          compare(
              entry.getKey(),
              model.get("attn_order").getAsInt(),
              model.get("attn_funcs"),
              comparison);
        }
      }
    }
  }

  private static void compare(String what, int order, JsonElement expected, Comparison comparison) {
    int[] kinds = GoldenJson.ints(expected);
    int[] actual =
        AttentionSchedule.of(order).layers(kinds.length).stream()
            .mapToInt(AttentionKind::number)
            .toArray();
    comparison.integers(what, Arrays.stream(kinds).asLongStream().toArray(), actual);
  }
}
