package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Native memory through which activations pass into and out of matrix products, and the threads
 * that share the products. It grows to the largest request and is then reused without allocation.
 * Owned by one thread at a time.
 */
public final class NativeScratch implements AutoCloseable {
  private final StepThreads threads;
  private final PanelProduct product = new PanelProduct();
  private final PartialSums partialSums = new PartialSums();
  private final GroupProduct groupProduct = new GroupProduct();
  private final ExpandedPanel expandedPanel = new ExpandedPanel();
  private @Nullable FloatTensor in;
  private @Nullable FloatTensor out;
  private float[] floats = new float[0];

  /** Memory of the calling thread, which computes products of a few rows alone. */
  public NativeScratch() {
    this(StepThreads.callerOnly());
  }

  /**
   * Memory for an owner of threads, who calls while {@link BlasThreads#callerOnly} is in force.
   *
   * @param threads share the products of a few rows; closed by their owner
   */
  public NativeScratch(StepThreads threads) {
    this.threads = threads;
  }

  /**
   * Returns the threads that share the work.
   *
   * @return the threads
   */
  public StepThreads threads() {
    return threads;
  }

  FloatTensor in(int size) {
    FloatTensor current = in;
    if (current == null || current.size() < size) {
      if (current != null) {
        current.close();
      }
      current = FloatTensor.zeros(size);
      in = current;
      product.readFrom(current);
    }
    return current;
  }

  FloatTensor out(int size) {
    FloatTensor current = out;
    if (current == null || current.size() < size) {
      if (current != null) {
        current.close();
      }
      current = FloatTensor.zeros(size);
      out = current;
      product.writeTo(current);
    }
    return current;
  }

  /** Returns room on the heap. */
  float[] floats(int size) {
    if (floats.length < size) {
      floats = new float[size];
    }
    return floats;
  }

  /** Returns the product of rows that are {@link #in} with a matrix, into {@link #out}. */
  PanelProduct panelProduct(FloatWeights matrix, int rows) {
    product.multiply(matrix, rows);
    return product;
  }

  /** Returns the sums over {@code [pieces, rows, width]} in {@link #out}. */
  PartialSums partialSums(int pieces, int rows, int width, float[] y) {
    partialSums.take(out(pieces * rows * width), pieces, rows, y);
    partialSums.lend(floats(rows * width), width);
    return partialSums;
  }

  /** Returns the product of rows with a matrix. */
  GroupProduct groupProduct(Int8Weights matrix, float[] x, int rows, float[] y) {
    groupProduct.multiply(matrix, x, rows, y);
    return groupProduct;
  }

  /** Returns room for weights that are expanded to float32. */
  ExpandedPanel expandedPanel() {
    return expandedPanel;
  }

  @Override
  public void close() {
    expandedPanel.close();
    if (in != null) {
      in.close();
      in = null;
    }
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
