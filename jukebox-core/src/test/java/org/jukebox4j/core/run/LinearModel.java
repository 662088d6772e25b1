package org.jukebox4j.core.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jukebox4j.core.random.SplitMix;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * {@code y = w x + b} learnt from noisy points, with a mean of all inputs as what it remembers
 * beside its parameters.
 */
final class LinearModel implements TrainableModel<float[]> {
  static final int WIDTH = 5;

  private final FloatTensor weights = FloatTensor.zeros(WIDTH);
  private final FloatTensor bias = FloatTensor.zeros(1);
  private final FloatTensor mean = FloatTensor.zeros(WIDTH);
  private float[] last = new float[0];
  private long seen;

  /** Batch: a target, then inputs; the position alone decides. A position may be poisoned. */
  static BatchSource<float[]> points(long poisoned) {
    return position -> {
      float[] point = new float[WIDTH + 1];
      for (int i = 1; i <= WIDTH; i++) {
        point[i] = (float) ((SplitMix.next(position, i) >>> 40) * 0x1p-24 - 0.5);
        point[0] += i * point[i];
      }
      point[0] += 3 + (float) ((SplitMix.next(position, 0) >>> 40) * 0x1p-28);
      point[0] = position == poisoned ? Float.NaN : point[0];
      return point;
    };
  }

  static BatchSource<float[]> points() {
    return points(-1);
  }

  float bias() {
    return bias.get(0);
  }

  @Override
  public Map<String, FloatTensor> parameters() {
    Map<String, FloatTensor> parameters = new LinkedHashMap<>();
    parameters.put("weights", weights);
    parameters.put("bias", bias);
    return parameters;
  }

  private float error(float[] point) {
    float output = bias.get(0);
    for (int i = 0; i < WIDTH; i++) {
      output += weights.get(i) * point[i + 1];
    }
    return output - point[0];
  }

  @Override
  public BatchGradients gradients(float[] point) {
    last = point;
    float error = error(point);
    float[] slopes = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      slopes[i] = 2 * error * point[i + 1];
    }
    return new BatchGradients(
        (double) error * error,
        Map.of(
            "weights",
            FloatTensor.of(slopes, WIDTH),
            "bias",
            FloatTensor.of(new float[] {2 * error}, 1)),
        Map.of("error", (double) error));
  }

  @Override
  public Map<String, Double> stepMade(long step) {
    seen++;
    float[] values = mean.toArray();
    for (int i = 0; i < WIDTH; i++) {
      values[i] =
          0.9f * values[i] + 0.1f * last[i + 1] + (SplitMix.next(step, i) >>> 40) * 0x1p-44f;
    }
    mean.write(0, values, 0, WIDTH);
    return Map.of("seen", (double) seen);
  }

  @Override
  public Map<String, Double> evaluate(float[] point) {
    double error = error(point);
    return Map.of("loss", error * error);
  }

  @Override
  public ModelState state() {
    return new ModelState(Map.of("mean", mean), Map.of("seen", seen));
  }

  @Override
  public void restore(ModelState saved) {
    FloatTensor tensor = Objects.requireNonNull(saved.tensors().get("mean"));
    mean.write(0, tensor.toArray(), 0, WIDTH);
    seen = Objects.requireNonNull(saved.counts().get("seen"));
  }

  @Override
  public Map<String, FloatTensor> weights() {
    Map<String, FloatTensor> all = new LinkedHashMap<>(parameters());
    all.put("mean", mean);
    return all;
  }

  @Override
  public void close() {
    weights.close();
    bias.close();
    mean.close();
  }
}
