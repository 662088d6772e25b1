package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A float32 matrix, used in place by OpenBLAS.
 *
 * <p>For a few rows (decoding) the matrix is cut into pieces of whole rows that lie side by side in
 * memory, and each of them into panels that fit a cache. A thread takes a piece and multiplies all
 * rows of {@code x} with one panel after the other, so that a batch reads the matrix from memory
 * once. Pieces and panels depend on the shape only, and so do the bits of the result. More rows
 * (prefill) are computed in {@link ProductBlocks}.
 */
final class FloatWeights implements DenseWeights {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Elements of a panel, 256 KB: half of a usual second-level cache. */
  private static final int PANEL_ELEMENTS = 1 << 16;

  /** Fewer elements, 128 KB, are read before another thread has taken notice. */
  private static final int LEAST_PIECE = 1 << 15;

  /** A matrix of a few pieces of the least size has no more, since their results must be added. */
  private static final int FEW_PIECES = 4;

  /** Elements of a piece of a large matrix, 1 MB: what one thread may wait for at the end. */
  private static final int LARGE_PIECE = 1 << 18;

  static final int MOST_PIECES = 32;

  private final FloatTensor weight;
  private final boolean outputFirst;
  private final int inputs;
  private final int outputs;
  private final int pieces;

  /** The first element of each panel; empty for a tensor that has only a shape. */
  private final FloatPointer[] panels;

  private final int panelRows;

  FloatWeights(FloatTensor weight, boolean outputFirst) {
    this.weight = weight;
    this.outputFirst = outputFirst;
    this.inputs = weight.dimension(outputFirst ? 1 : 0);
    this.outputs = weight.dimension(outputFirst ? 0 : 1);
    int weightRows = weight.dimension(0);
    int width = Math.max(1, weight.dimension(1));
    int wanted = wantedPieces(weight.size());
    int rowsOfPiece = Math.max(1, (weightRows + wanted - 1) / wanted);
    int panelsOfPiece = (int) (((long) rowsOfPiece * width + PANEL_ELEMENTS - 1) / PANEL_ELEMENTS);
    panelsOfPiece = Math.max(1, Math.min(panelsOfPiece, rowsOfPiece));
    this.panelRows = (rowsOfPiece + panelsOfPiece - 1) / panelsOfPiece;
    int panelCount = (weightRows + panelRows - 1) / panelRows;
    this.panels = new FloatPointer[weight.isReadable() ? panelCount : 0];
    for (int i = 0; i < panels.length; i++) {
      panels[i] = weight.pointer().getPointer(FloatPointer.class, (long) i * panelRows * width);
    }
    this.pieces = Math.max(1, Math.min(wanted, panelCount));
  }

  private static int wantedPieces(int size) {
    int few = Math.min(FEW_PIECES, Math.max(1, size / LEAST_PIECE));
    return Math.max(few, Math.min(MOST_PIECES, size / LARGE_PIECE));
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void multiply(float[] x, int items, int rows, float[] y, NativeScratch scratch) {
    int all = items * rows;
    FloatTensor in = scratch.in(all * inputs);
    in.write(0, x, 0, all * inputs);
    if (Linear.isFew(rows)) {
      int partial = outputFirst ? 1 : pieces;
      FloatTensor out = scratch.out(partial * all * outputs);
      weight.pointer(); // says so if the tensor is closed
      scratch.threads().run(pieces, scratch.panelProduct(this, all));
      if (partial > 1) {
        addPartial(scratch, all, y);
      } else {
        out.read(0, y, 0, all * outputs);
      }
    } else {
      FloatTensor out = scratch.out(all * outputs);
      FloatPointer from = in.pointer();
      FloatPointer to = out.pointer();
      new ProductBlocks(items, rows, outputs)
          .forEach(
              (firstRow, count, column, columns) -> {
                FloatPointer ofRows = at(from, (long) firstRow * inputs);
                FloatPointer block = at(to, (long) firstRow * outputs + column);
                multiplyMatrix(ofRows, count, column, columns, block);
              });
      out.read(0, y, 0, all * outputs);
    }
  }

  private void addPartial(NativeScratch scratch, int rows, float[] y) {
    PartialSums sums = scratch.partialSums(pieces, rows, outputs, y);
    if (rows * outputs * pieces >= LEAST_PIECE) {
      scratch.threads().run(rows, sums);
    } else {
      for (int row = 0; row < rows; row++) {
        sums.run(row);
      }
    }
  }

  /** Multiplies the panels of one piece; x and y belong to the piece. */
  void multiplyPiece(int piece, int rows, FloatPointer x, FloatPointer y) {
    int from = piece * panels.length / pieces;
    int to = (piece + 1) * panels.length / pieces;
    for (int panel = from; panel < to; panel++) {
      int firstRow = panel * panelRows;
      int height = Math.min(panelRows, weight.dimension(0) - firstRow);
      for (int row = 0; row < rows; row++) {
        if (outputFirst) {
          x.position((long) row * inputs);
          y.position((long) row * outputs + firstRow);
          multiplyPanel(PLAIN, height, panels[panel], x, y, 0f);
        } else {
          x.position((long) row * inputs + firstRow);
          y.position(((long) piece * rows + row) * outputs);
          multiplyPanel(TRANSPOSED, height, panels[panel], x, y, panel == from ? 0f : 1f);
        }
      }
    }
  }

  private void multiplyPanel(
      int form, int height, FloatPointer panel, FloatPointer x, FloatPointer y, float beta) {
    int width = weight.dimension(1);
    openblas.cblas_sgemv(ROW_MAJOR, form, height, width, 1f, panel, width, x, 1, beta, y, 1);
  }

  private void multiplyMatrix(
      FloatPointer x, int rows, int firstColumn, int columns, FloatPointer y) {
    openblas.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        outputFirst ? TRANSPOSED : PLAIN,
        rows,
        columns,
        inputs,
        1f,
        x,
        inputs,
        at(weight.pointer(), outputFirst ? (long) firstColumn * inputs : firstColumn),
        outputFirst ? inputs : outputs,
        0f,
        y,
        outputs);
  }

  private static FloatPointer at(FloatPointer start, long element) {
    return start.getPointer(FloatPointer.class, element);
  }
}
