package org.jukebox4j.core.training;

import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/** The Euclidean length of all gradients taken together as one vector. */
public final class GlobalNorm {
  private GlobalNorm() {}

  /**
   * Computes the norm. Squares are summed in double, in an order that depends on the shapes alone.
   *
   * @param gradients the gradients
   * @return the norm; infinite or NaN if an element is
   */
  public static double of(Map<String, FloatTensor> gradients) {
    ParameterBlocks blocks = new ParameterBlocks(gradients);
    List<FloatTensor> tensors = blocks.tensors();
    return Math.sqrt(blocks.sum(block -> squares(tensors.get(block.parameter()), block)));
  }

  private static double squares(FloatTensor tensor, ParameterBlocks.Block block) {
    float[] chunk = new float[Math.min(ParameterBlocks.CHUNK, block.length())];
    double sum = 0;
    int end = block.from() + block.length();
    for (int at = block.from(); at < end; at += chunk.length) {
      int length = Math.min(chunk.length, end - at);
      tensor.read(at, chunk, 0, length);
      sum += squares(chunk, length);
    }
    return sum;
  }

  /** Four sums side by side, because one would wait for itself at every element. */
  private static double squares(float[] values, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (; i < length; i++) {
      a += (double) values[i] * values[i];
    }
    return (a + b) + (c + d);
  }
}
