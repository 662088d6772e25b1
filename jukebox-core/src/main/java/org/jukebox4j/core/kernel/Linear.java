package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.RowArithmetic;

/**
 * A dense layer, {@code y = x w + b} or, for an output matrix stored transposed, {@code y = x wᵀ}.
 *
 * <p>A few rows (decoding) go through matrix-vector products that read the weight from memory once
 * for a whole batch; many rows (prefill) go through one matrix product. Which path is taken depends
 * on the rows of one item only, and so does the result.
 */
public final class Linear {
  /** Up to this many rows, as measured, a matrix-vector product for each is the faster form. */
  private static final int MOST_FEW_ROWS = 12;

  private static final RowArithmetic ARITHMETIC = RowArithmetic.fastest();

  private final DenseWeights weights;
  private final float @Nullable [] bias;

  private Linear(DenseWeights weights, float @Nullable [] bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * A layer whose weight is stored input first (the original's "Conv1D").
   *
   * @param weight {@code [inputs, outputs]}
   * @param bias {@code [outputs]}
   * @return the layer
   */
  public static Linear inputFirst(FloatTensor weight, float[] bias) {
    return new Linear(new FloatWeights(weight, false), bias);
  }

  /**
   * A layer without bias whose weight is stored output first, as output matrices are.
   *
   * @param weight {@code [outputs, inputs]}
   * @return the layer
   */
  public static Linear outputFirst(FloatTensor weight) {
    return new Linear(new FloatWeights(weight, true), null);
  }

  /**
   * Takes the parameters {@code w}, stored input first, and {@code b}, and holds the weight in the
   * precision of the scope.
   *
   * @param scope where the layer's parameters are
   * @param inputs number of inputs
   * @param outputs number of outputs
   * @return the layer
   */
  public static Linear inputFirst(ParameterScope scope, int inputs, int outputs) {
    FloatTensor weight = scope.take("w", inputs, outputs);
    float[] bias = scope.takeVector("b", outputs);
    if (scope.precision() == Precision.FLOAT32 || !weight.isReadable()) {
      return inputFirst(weight, bias);
    }
    Linear layer = new Linear(Int8Weights.inputFirst(weight), bias);
    scope.release("w");
    return layer;
  }

  /**
   * A layer without bias whose weight is stored output first and also used elsewhere, as an output
   * matrix is. In 8 bits it is rounded twice, to 16 bits in all.
   *
   * @param weight {@code [outputs, inputs]}; if it is rounded, the layer holds no reference to it
   * @param precision in which the layer holds it
   * @return the layer
   */
  public static Linear outputFirst(FloatTensor weight, Precision precision) {
    return precision == Precision.FLOAT32 || !weight.isReadable()
        ? outputFirst(weight)
        : new Linear(TwiceRoundedWeights.outputFirst(weight), null);
  }

  /**
   * Takes an output matrix, which is stored output first, and holds it in the precision of the
   * scope; in 8 bits it is rounded twice.
   *
   * @param scope where it is
   * @param name its name
   * @param outputs number of outputs
   * @param inputs number of inputs
   * @return the layer, without bias
   */
  public static Linear outputFirst(ParameterScope scope, String name, int outputs, int inputs) {
    Linear layer = outputFirst(scope.take(name, outputs, inputs), scope.precision());
    if (layer.weights instanceof TwiceRoundedWeights) {
      scope.release(name);
    }
    return layer;
  }

  /**
   * Tells how a product is computed: of a few rows by the caller's threads, who then holds a guard
   * of {@link BlasThreads#callerOnly}; of more in {@link ProductBlocks} on all processors.
   *
   * @param rows rows of an item
   * @return whether these are a few
   */
  public static boolean isFew(int rows) {
    return rows <= MOST_FEW_ROWS;
  }

  /**
   * Returns the width of a row of {@code x}.
   *
   * @return the number of inputs
   */
  public int inputs() {
    return weights.inputs();
  }

  /**
   * Returns the width of a row of {@code y}.
   *
   * @return the number of outputs
   */
  public int outputs() {
    return weights.outputs();
  }

  /**
   * Computes the layer for several items with equally many rows.
   *
   * @param x {@code [items * rows, inputs]}
   * @param items number of items in the batch
   * @param rows rows of each item
   * @param y receives {@code [items * rows, outputs]}
   * @param scratch memory and threads of the caller
   */
  public void forward(float[] x, int items, int rows, float[] y, NativeScratch scratch) {
    weights.multiply(x, items, rows, y, scratch);
    addBias(y, items * rows);
  }

  private void addBias(float[] y, int rows) {
    if (bias == null) {
      return;
    }
    float[] b = bias;
    for (int row = 0; row < rows; row++) {
      ARITHMETIC.add(b, 0, y, row * b.length, b.length);
    }
  }
}
