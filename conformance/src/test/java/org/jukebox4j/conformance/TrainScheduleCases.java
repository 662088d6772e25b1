package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.training.GradientClipping;
import org.jukebox4j.core.training.LossScaler;
import org.jukebox4j.core.training.WeightAverage;

/** Learning rates, loss scales, clipping and the decay of averages: {@code train_schedules}. */
final class TrainScheduleCases implements GoldenCases {
  /** The values are double, but not every order of the same multiplications gives the last bit. */
  private static final double LAST_BITS = 1e-15;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenJson.cases(goldenDir, "train_schedules.json", TrainScheduleCases::run);
  }

  private static void run(JsonElement root, Comparison comparison) {
    JsonObject tables = root.getAsJsonObject();
    for (JsonObject table : GoldenJson.objects(tables.get("lr"))) {
      learningRates(table, comparison);
    }
    for (JsonObject trace : GoldenJson.objects(tables.get("loss_scaler"))) {
      lossScales(trace, comparison);
    }
    for (JsonObject row : GoldenJson.objects(tables.get("ema_mu_default"))) {
      int items = row.get("bs").getAsInt() * row.get("ngpus").getAsInt();
      exactly(comparison, "decay", row.get("mu"), WeightAverage.defaultDecay(items));
    }
    for (JsonObject row : GoldenJson.objects(tables.get("clip"))) {
      double divisor =
          new GradientClipping(row.get("clip").getAsDouble())
              .divisor(row.get("gn").getAsDouble(), row.get("scale").getAsDouble());
      exactly(comparison, "divisor", row.get("out"), divisor);
    }
  }

  private static void learningRates(JsonObject table, Comparison comparison) {
    OptimiserOptions options = new OptimiserOptions(table.getAsJsonObject("hps"));
    double[] expected = GoldenJson.doubles(table.get("lr"));
    double[] actual = new double[expected.length];
    for (int step = 0; step < actual.length; step++) {
      actual[step] = options.learningRate().at(step);
    }
    comparison.doubles("learning rate " + table.get("hps"), expected, actual, LAST_BITS);
  }

  private static void lossScales(JsonObject trace, Comparison comparison) {
    JsonObject arguments = trace.getAsJsonObject("args");
    LossScaler scaler =
        arguments.get("loss_scale").isJsonNull()
            ? LossScaler.growing(
                arguments.get("scale_factor").getAsDouble(),
                arguments.has("scale_window") ? arguments.get("scale_window").getAsInt() : 1)
            : LossScaler.fixed(arguments.get("loss_scale").getAsDouble());
    List<JsonElement> overflows = trace.getAsJsonArray("overflow").asList();
    double[] actual = new double[overflows.size()];
    for (int step = 0; step < actual.length; step++) {
      actual[step] = scaler.scale();
      if (overflows.get(step).getAsBoolean()) {
        scaler.overflowed();
      } else {
        scaler.succeeded();
      }
    }
    double[] expected = GoldenJson.doubles(trace.get("scale_before_each_step"));
    comparison.doubles("loss scale " + arguments, expected, actual, LAST_BITS);
    exactly(comparison, "largest loss scale", trace.get("max"), LossScaler.MAXIMUM);
  }

  private static void exactly(
      Comparison comparison, String what, JsonElement expected, double actual) {
    comparison.isTrue(
        what,
        Double.compare(expected.getAsDouble(), actual) == 0,
        "expected " + expected + " but was " + actual);
  }
}
