package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A dense layer, {@code y = x w + b} or, for an output matrix stored transposed, {@code y = x wᵀ}.
 *
 * <p>A few rows (decoding) go through matrix-vector products over panels of the weight that stay in
 * cache, so that a batch reads the weight from memory once; many rows (prefill) go through one
 * matrix product. Which path is taken depends on the rows of one item only, and so does the result.
 */
public final class Linear {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Up to this many rows, as measured, a matrix-vector product for each is the faster form. */
  static final int MAX_VECTOR_ROWS = 12;

  /** Weights of a panel, 2 MB: fits the caches of two cores, large beside the cost of a call. */
  private static final int PANEL_ELEMENTS = 1 << 19;

  private final FloatTensor weight;
  private final float @Nullable [] bias;
  private final boolean transposed;
  private final int inputs;
  private final int outputs;

  private Linear(FloatTensor weight, float @Nullable [] bias, boolean transposed) {
    this.weight = weight;
    this.bias = bias;
    this.transposed = transposed;
    this.inputs = weight.dimension(transposed ? 1 : 0);
    this.outputs = weight.dimension(transposed ? 0 : 1);
  }

  /**
   * A layer whose weight is stored input first (the original's "Conv1D").
   *
   * @param weight {@code [inputs, outputs]}
   * @param bias {@code [outputs]}
   * @return the layer
   */
  public static Linear inputFirst(FloatTensor weight, float[] bias) {
    return new Linear(weight, bias, false);
  }

  /**
   * A layer without bias whose weight is stored output first, as output matrices are.
   *
   * @param weight {@code [outputs, inputs]}
   * @return the layer
   */
  public static Linear outputFirst(FloatTensor weight) {
    return new Linear(weight, null, true);
  }

  /**
   * Returns the width of a row of {@code x}.
   *
   * @return the number of inputs
   */
  public int inputs() {
    return inputs;
  }

  /**
   * Returns the width of a row of {@code y}.
   *
   * @return the number of outputs
   */
  public int outputs() {
    return outputs;
  }

  /**
   * Computes the layer for several items with equally many rows.
   *
   * @param x {@code [items * rows, inputs]}
   * @param items number of items in the batch
   * @param rows rows of each item
   * @param y receives {@code [items * rows, outputs]}
   * @param scratch memory of the calling thread
   */
  public void forward(float[] x, int items, int rows, float[] y, NativeScratch scratch) {
    int all = items * rows;
    FloatTensor in = scratch.in(all * inputs);
    FloatTensor out = scratch.out(all * outputs);
    in.write(0, x, 0, all * inputs);
    if (rows <= MAX_VECTOR_ROWS) {
      multiplyRows(in.pointer(), all, out.pointer());
    } else {
      for (int item = 0; item < items; item++) {
        multiplyMatrix(in.pointer(), item * rows, rows, out.pointer());
      }
    }
    out.read(0, y, 0, all * outputs);
    addBias(y, all);
  }

  private void addBias(float[] y, int rows) {
    if (bias == null) {
      return;
    }
    float[] b = bias;
    for (int row = 0; row < rows; row++) {
      int at = row * outputs;
      for (int i = 0; i < outputs; i++) {
        y[at + i] += b[i];
      }
    }
  }

  private void multiplyMatrix(FloatPointer x, int firstRow, int rows, FloatPointer y) {
    FloatPointer from = x.getPointer(FloatPointer.class, (long) firstRow * inputs);
    FloatPointer to = y.getPointer(FloatPointer.class, (long) firstRow * outputs);
    openblas.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        transposed ? TRANSPOSED : PLAIN,
        rows,
        outputs,
        inputs,
        1f,
        from,
        inputs,
        weight.pointer(),
        transposed ? inputs : outputs,
        0f,
        to,
        outputs);
  }

  /** Panels of whole weight rows; every row of x uses a panel while it is in cache. */
  private void multiplyRows(FloatPointer x, int rows, FloatPointer y) {
    int weightRows = transposed ? outputs : inputs;
    int weightColumns = transposed ? inputs : outputs;
    // One row must give the same bits as a batch, so both go over the same panels.
    int panel = Math.max(1, PANEL_ELEMENTS / weightColumns);
    for (int first = 0; first < weightRows; first += panel) {
      int height = Math.min(panel, weightRows - first);
      FloatPointer w =
          weight.pointer().getPointer(FloatPointer.class, (long) first * weightColumns);
      for (int row = 0; row < rows; row++) {
        long from = (long) row * inputs + (transposed ? 0 : first);
        long to = (long) row * outputs + (transposed ? first : 0);
        openblas.cblas_sgemv(
            ROW_MAJOR,
            transposed ? PLAIN : TRANSPOSED,
            height,
            weightColumns,
            1f,
            w,
            weightColumns,
            x.getPointer(FloatPointer.class, from),
            1,
            transposed || first == 0 ? 0f : 1f,
            y.getPointer(FloatPointer.class, to),
            1);
      }
    }
  }
}
