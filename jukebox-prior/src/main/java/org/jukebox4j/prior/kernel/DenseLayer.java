package org.jukebox4j.prior.kernel;

import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.kernel.NativeMatrix;

/** A dense layer {@code y = x w + b} and its gradients, for tiles of rows. */
final class DenseLayer {
  private final NativeMatrix weight;
  private final float[] biases;

  private DenseLayer(NativeMatrix weight, float[] biases) {
    this.weight = weight;
    this.biases = biases;
  }

  /**
   * A layer over the memory of a graph.
   *
   * @param weight {@code [inputs, outputs]}
   * @param bias {@code [outputs]}
   */
  static DenseLayer of(GraphInput weight, GraphInput bias) {
    int outputs = weight.dimension(1);
    float[] one = bias.floats();
    float[] biases = new float[RowTiles.TILE * outputs]; // the bias once for each row of a tile
    for (int row = 0; row < RowTiles.TILE; row++) {
      System.arraycopy(one, 0, biases, row * outputs, outputs);
    }
    return new DenseLayer(NativeMatrix.of(weight.tensor(), weight.dimension(0), outputs), biases);
  }

  int outputs() {
    return weight.columns();
  }

  /** Computes at most a tile of rows. */
  void forward(NativeMatrix x, NativeMatrix y) {
    y.write(biases);
    y.addProduct(x, weight, 1);
  }

  /** Computes the gradient of the input from that of the output. */
  void inputGradient(NativeMatrix dy, NativeMatrix dx) {
    dx.assignProduct(dy, weight.transposed(), 1);
  }
}
