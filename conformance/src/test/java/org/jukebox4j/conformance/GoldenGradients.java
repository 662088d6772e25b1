package org.jukebox4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of parameters in a golden file: some in full, the norms of all.
 *
 * @param file a golden file
 * @param prefix what stands before a parameter's name, such as {@code out.grad.}
 */
record GoldenGradients(GoldenFile file, String prefix) {
  /** Norms below this are rounding noise on both sides. */
  private static final double NOISE = 1e-6;

  /** The original computes gradients of float16 weights in float16. */
  private static final double HALF_TOLERANCE = 1e-3;

  /**
   * Compares everything that is recorded.
   *
   * @param gradients name to gradient of each parameter
   * @param comparison receives every pair of values
   * @param tolerance largest error allowed, relative to the maximum of a tensor
   */
  void compare(Map<String, float[]> gradients, Comparison comparison, double tolerance) {
    gradients.forEach(
        (name, gradient) -> {
          if (file.has(prefix + name)) {
            comparison.floats(
                name, file.floats(prefix + name), gradient, tolerance(name, tolerance));
          }
        });
    for (String tensor : file.names()) {
      if (tensor.startsWith(prefix) && file.has("param." + tensor.substring(prefix.length()))) {
        String name = tensor.substring(prefix.length());
        comparison.isTrue(name, gradients.containsKey(name), "there is no gradient");
      }
    }
    if (file.has("out.gradnorm")) {
      compareNorms(gradients, comparison, tolerance);
    }
  }

  private double tolerance(String parameter, double otherwise) {
    boolean half = file.has("param." + parameter) && file.isHalf("param." + parameter);
    return half ? HALF_TOLERANCE : otherwise;
  }

  private void compareNorms(
      Map<String, float[]> gradients, Comparison comparison, double tolerance) {
    double[] expected = file.doubles("out.gradnorm");
    List<String> names =
        file.json("gradnorm_names").getAsJsonArray().asList().stream()
            .map(each -> each.getAsString())
            .toList();
    for (int i = 0; i < expected.length; i++) {
      double norm = norm(gradients, names.get(i));
      if (expected[i] >= NOISE || norm >= NOISE) {
        comparison.doubles(
            "norm of " + names.get(i),
            new double[] {expected[i]},
            new double[] {norm},
            tolerance(names.get(i), tolerance));
      }
    }
  }

  private static double norm(Map<String, float[]> gradients, String name) {
    float @Nullable [] gradient = gradients.get(name);
    if (gradient == null) {
      throw new NoSuchElementException("there is no gradient of " + name);
    }
    double sum = 0;
    for (float value : gradient) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
