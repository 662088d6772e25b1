package org.jukebox4j.core.sequence;

import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The weights of a convolution in the order in which one direction of it reads them, with zeros for
 * taps that the convolution does not have. Checkpoints hold {@code (out, in, k)}; a transposed
 * convolution's {@code (in, out, k)} is that of the convolution whose input is the long side.
 */
final class TapMatrix implements AutoCloseable {
  /** Which side a product with the matrix makes. */
  enum Makes {
    /** {@code [taps * groupWidth, shortWidth]}. */
    SHORT,
    /** {@code [taps * shortWidth, groupWidth]}. */
    LONG
  }

  private final TapGeometry geometry;
  private final int[] indices;
  private final FloatTensor matrix;

  TapMatrix(TapGeometry geometry, Makes makes) {
    this.geometry = geometry;
    int outputs = geometry.shape().outputs();
    int inputs = geometry.shape().inputs();
    int kernel = geometry.shape().kernel();
    indices = new int[Math.multiplyExact(Math.multiplyExact(outputs, inputs), kernel)];
    int at = 0;
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        for (int tap = 0; tap < kernel; tap++) {
          indices[at++] =
              makes == Makes.SHORT
                  ? geometry.indexForShort(out, in, tap)
                  : geometry.indexForLong(out, in, tap);
        }
      }
    }
    matrix = FloatTensor.zeros(geometry.size());
  }

  /** Takes weights in the order of checkpoints. */
  void load(float[] weight) {
    float[] sorted = new float[geometry.size()];
    for (int i = 0; i < indices.length; i++) {
      sorted[indices[i]] = weight[i];
    }
    matrix.write(0, sorted, 0, sorted.length);
  }

  FloatTensor values() {
    return matrix;
  }

  /** Brings a gradient from the order of the matrix into that of checkpoints. */
  void unpack(float[] sorted, float[] gradient) {
    for (int i = 0; i < indices.length; i++) {
      gradient[i] = sorted[indices[i]];
    }
  }

  @Override
  public void close() {
    matrix.close();
  }
}
