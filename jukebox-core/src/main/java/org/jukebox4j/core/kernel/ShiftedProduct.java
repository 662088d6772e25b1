package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A convolution of stride 1 as a sum of matrix products over shifted rows: {@code y[t] = sum over j
 * of x[t + j * dilation] w[j]}. Nothing is gathered: the same rows in memory serve every tap.
 */
public final class ShiftedProduct implements AutoCloseable {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;

  private final int taps;
  private final int dilation;
  private final int inputs;
  private final int outputs;
  private final FloatTensor weight;

  /**
   * Makes the product.
   *
   * @param weight {@code [taps * inputs, outputs]}
   * @param taps rows of input that one row of output sees
   * @param dilation distance between them
   */
  public ShiftedProduct(FloatTensor weight, int taps, int dilation) {
    this.taps = taps;
    this.dilation = dilation;
    this.inputs = weight.dimension(0) / taps;
    this.outputs = weight.dimension(1);
    this.weight = weight;
  }

  /**
   * Returns the width of an input row.
   *
   * @return the number of input channels
   */
  public int inputs() {
    return inputs;
  }

  /**
   * Returns the width of an output row.
   *
   * @return the number of output channels
   */
  public int outputs() {
    return outputs;
  }

  /**
   * Copies the rows that some steps need into native memory.
   *
   * @param x rows of input
   * @param from index of the first element that the first step reads
   * @param steps how many steps
   * @param in has room for {@link #inputSize}
   * @return distance between the copies for one tap and the next, in elements
   */
  public int load(float[] x, int from, int steps, FloatTensor in) {
    if (sharesRows(steps)) {
      in.write(0, x, from, sharedSize(steps));
      return dilation * inputs;
    }
    int block = steps * inputs;
    for (int tap = 0; tap < taps; tap++) {
      in.write(tap * block, x, from + tap * dilation * inputs, block);
    }
    return block;
  }

  /**
   * As {@link #load}, with what is negative set to zero.
   *
   * @param x rows of input
   * @param from index of the first element that the first step reads
   * @param steps how many steps
   * @param in has room for {@link #inputSize}
   * @param scratch memory of the calling thread
   * @return distance between the copies for one tap and the next, in elements
   */
  public int loadRectified(float[] x, int from, int steps, FloatTensor in, TileScratch scratch) {
    if (sharesRows(steps)) {
      scratch.writeRectified(x, from, sharedSize(steps), in, 0);
      return dilation * inputs;
    }
    int block = steps * inputs;
    for (int tap = 0; tap < taps; tap++) {
      scratch.writeRectified(x, from + tap * dilation * inputs, block, in, tap * block);
    }
    return block;
  }

  /**
   * Returns how many elements the left operand takes, with rows up to a whole group.
   *
   * @param steps how many steps
   * @return the number of elements
   */
  public int inputSize(int steps) {
    int rows = TileScratch.wholeGroups(steps);
    int others = (taps - 1) * (sharesRows(steps) ? dilation : steps);
    return Math.multiplyExact(others + rows, inputs);
  }

  /**
   * Returns how many elements the result takes, with rows up to a whole group.
   *
   * @param steps how many steps
   * @return the number of elements
   */
  public int outputSize(int steps) {
    return Math.multiplyExact(TileScratch.wholeGroups(steps), outputs);
  }

  /**
   * Adds {@code scale} times the product to the output.
   *
   * @param in what {@link #load} wrote
   * @param tapDistance what {@link #load} returned
   * @param steps how many steps
   * @param scale factor of the product
   * @param out {@code [steps, outputs]} with room for {@link #outputSize}, changed in place
   */
  public void accumulate(FloatTensor in, int tapDistance, int steps, float scale, FloatTensor out) {
    int rows = TileScratch.wholeGroups(steps);
    for (int tap = 0; tap < taps; tap++) {
      openblas.cblas_sgemm(
          ROW_MAJOR,
          PLAIN,
          PLAIN,
          rows,
          outputs,
          inputs,
          scale,
          at(in, (long) tap * tapDistance),
          inputs,
          at(weight, (long) tap * inputs * outputs),
          outputs,
          1f,
          out.pointer(),
          outputs);
    }
  }

  private int sharedSize(int steps) {
    return (steps + (taps - 1) * dilation) * inputs;
  }

  private boolean sharesRows(int steps) {
    return (taps - 1) * dilation <= steps;
  }

  private static FloatPointer at(FloatTensor tensor, long element) {
    FloatPointer start = tensor.pointer();
    return element == 0 ? start : start.getPointer(FloatPointer.class, element);
  }

  @Override
  public void close() {
    weight.close();
  }
}
