package org.jukebox4j.prior.attention;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Softmax;

/**
 * Attention of every position of one sequence, straight from the definition: for each query, the
 * keys that its kind sees, a softmax, and the mean of the values.
 *
 * @param kind which keys are seen
 * @param queries one row for each position
 * @param keys one row for each position, or for each encoder state
 * @param values as the keys
 */
record WholeSequence(FactoredAttention kind, Rows queries, Rows keys, Rows values) {
  /** Columns of a row-major array: row r begins at r * rowWidth + from. */
  record Rows(float[] elements, int rowWidth, int from) {
    int at(int row) {
      return row * rowWidth + from;
    }
  }

  float[] attend(int time, int heads, int headWidth, @Nullable AttentionProbe probe) {
    float[] attended = new float[time * heads * headWidth]; // [time, heads * headWidth]
    for (int head = 0; head < heads; head++) {
      for (int t = 0; t < time; t++) {
        KeySet seen = kind.keysSeenBy(t);
        float[] weights = weights(seen, t, head * headWidth, headWidth);
        if (probe != null) {
          probe.record(new AttentionProbe.Query(0, head, t), weights, 0, weights.length);
        }
        int to = (t * heads + head) * headWidth;
        for (int i = 0; i < weights.length; i++) {
          int v = values.at(seen.position(i)) + head * headWidth;
          for (int j = 0; j < headWidth; j++) {
            attended[to + j] += weights[i] * values.elements[v + j];
          }
        }
      }
    }
    return attended;
  }

  private float[] weights(KeySet seen, int t, int column, int headWidth) {
    float scale = (float) (1 / Math.sqrt(headWidth));
    int q = queries.at(t) + column;
    float[] weights = new float[seen.count()];
    for (int i = 0; i < weights.length; i++) {
      int k = keys.at(seen.position(i)) + column;
      float dot = 0;
      for (int j = 0; j < headWidth; j++) {
        dot += queries.elements[q + j] * keys.elements[k + j];
      }
      weights[i] = dot * scale;
    }
    Softmax.apply(weights, 0, weights.length, seen.zeroKeys());
    return weights;
  }
}
