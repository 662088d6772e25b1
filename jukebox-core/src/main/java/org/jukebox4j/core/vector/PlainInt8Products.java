package org.jukebox4j.core.vector;

/** Products with 8-bit weights as plain Java. */
final class PlainInt8Products implements Int8Products {
  @Override
  public void multiply(Int8Matrix weights, int from, int to, float[] x, int rows, float[] y) {
    for (int group = from; group < to; group++) {
      multiply(weights, group, x, rows, y);
    }
  }

  private static void multiply(Int8Matrix weights, int group, float[] x, int rows, float[] y) {
    int outputs = Math.min(Int8Matrix.GROUP, weights.outputs() - group * Int8Matrix.GROUP);
    for (int row = 0; row < rows; row++) {
      for (int output = 0; output < outputs; output++) {
        int o = group * Int8Matrix.GROUP + output;
        float sum = sum(weights, group, output, x, row);
        y[row * weights.outputs() + o] = weights.scales()[o] * sum;
      }
    }
  }

  /** Four running sums: independent additions overlap. */
  private static float sum(Int8Matrix weights, int group, int place, float[] x, int row) {
    int[] w = weights.words();
    int inputs = weights.inputs();
    int at = group * inputs;
    int from = row * inputs;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= inputs - 4; i += 4) {
      s0 += Int8Matrix.weight(w[at + i], place) * x[from + i];
      s1 += Int8Matrix.weight(w[at + i + 1], place) * x[from + i + 1];
      s2 += Int8Matrix.weight(w[at + i + 2], place) * x[from + i + 2];
      s3 += Int8Matrix.weight(w[at + i + 3], place) * x[from + i + 3];
    }
    for (; i < inputs; i++) {
      s0 += Int8Matrix.weight(w[at + i], place) * x[from + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void expand(Int8Matrix weights, int group, float[] into) {
    for (int output = 0; output < Int8Matrix.GROUP; output++) {
      weights.expand(group * Int8Matrix.GROUP + output, into, output * weights.inputs());
    }
  }
}
