package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.Int8Matrix;
import org.jukebox4j.core.vector.Int8Products;

/**
 * A matrix rounded to 8 bits with a scale for each output.
 *
 * <p>For a few rows (decoding) threads share its groups of outputs. For many rows (prefill) a panel
 * of outputs at a time is expanded to float32 and left to OpenBLAS.
 */
final class Int8Weights implements DenseWeights {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Columns that are gathered from an input-first matrix at a time: whole cache lines. */
  private static final int GATHERED = 64;

  /** Expanded elements of a panel, 4 MB. */
  private static final int PANEL_ELEMENTS = 1 << 20;

  /** Fewer weights are multiplied before another thread has taken notice. */
  private static final int PIECE_ELEMENTS = 1 << 15;

  private static final int MOST_PIECES = 16;

  private final Int8Matrix matrix;
  private final Int8Products products = Int8Products.fastest();
  private final int pieces;

  /** Takes a matrix that stays as it is. */
  Int8Weights(Int8Matrix matrix) {
    this.matrix = matrix;
    long size = (long) matrix.inputs() * matrix.outputs();
    long wanted = Math.max(1, Math.min(MOST_PIECES, size / PIECE_ELEMENTS));
    this.pieces = (int) Math.max(1, Math.min(wanted, matrix.groups()));
  }

  /** Rounds a matrix {@code [inputs, outputs]}. */
  static Int8Weights inputFirst(FloatTensor weight) {
    int inputs = weight.dimension(0);
    int outputs = weight.dimension(1);
    Int8Matrix matrix = new Int8Matrix(inputs, outputs);
    float[] segment = new float[GATHERED];
    float[][] rows = new float[GATHERED][inputs]; // [output of the segment, input]
    for (int first = 0; first < outputs; first += GATHERED) {
      int count = Math.min(GATHERED, outputs - first);
      for (int i = 0; i < inputs; i++) {
        weight.read(i * outputs + first, segment, 0, count);
        for (int o = 0; o < count; o++) {
          rows[o][i] = segment[o];
        }
      }
      for (int o = 0; o < count; o++) {
        matrix.round(first + o, rows[o]);
      }
    }
    return new Int8Weights(matrix);
  }

  @Override
  public int inputs() {
    return matrix.inputs();
  }

  @Override
  public int outputs() {
    return matrix.outputs();
  }

  @Override
  public void multiply(float[] x, int items, int rows, float[] y, NativeScratch scratch) {
    int all = items * rows;
    if (Linear.isFew(rows)) {
      scratch.threads().run(pieces, scratch.groupProduct(this, x, all, y));
      return;
    }
    FloatTensor in = scratch.in(all * inputs());
    FloatTensor out = scratch.out(all * outputs());
    in.write(0, x, 0, all * inputs());
    int ofGroup = Int8Matrix.GROUP * Math.max(1, inputs());
    int groups = Math.max(1, Math.min(matrix.groups(), PANEL_ELEMENTS / ofGroup));
    for (int group = 0; group < matrix.groups(); group += groups) {
      int wanted = Math.min(groups, matrix.groups() - group);
      FloatTensor panel = scratch.expandedPanel().expand(matrix, products, group, wanted);
      int first = group * Int8Matrix.GROUP;
      int count = Math.min(wanted * Int8Matrix.GROUP, outputs() - first);
      new ProductBlocks(items, rows, count)
          .forEach(
              (firstRow, some, column, columns) ->
                  multiplyPanel(
                      at(in, (long) firstRow * inputs()),
                      some,
                      at(panel, (long) column * inputs()),
                      columns,
                      at(out, (long) firstRow * outputs() + first + column)));
    }
    out.read(0, y, 0, all * outputs());
  }

  private static FloatPointer at(FloatTensor tensor, long element) {
    return tensor.pointer().getPointer(FloatPointer.class, element);
  }

  private void multiplyPanel(
      FloatPointer x, int rows, FloatPointer panel, int count, FloatPointer y) {
    openblas.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        TRANSPOSED,
        rows,
        count,
        inputs(),
        1f,
        x,
        inputs(),
        panel,
        inputs(),
        0f,
        y,
        outputs());
  }

  /** Multiplies the groups of one piece. */
  void multiplyPiece(int piece, float[] x, int rows, float[] y) {
    int from = (int) ((long) piece * matrix.groups() / pieces);
    int to = (int) ((piece + 1L) * matrix.groups() / pieces);
    products.multiply(matrix, from, to, x, rows, y);
  }
}
