package org.jukebox4j.core.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.Int8Matrix;
import org.jukebox4j.core.vector.Int8Products;

/**
 * Some outputs of an 8-bit matrix in float32, where OpenBLAS can read them: native memory that the
 * next ones use again. All processors share the work.
 */
final class ExpandedPanel implements WorkerThreads.Piece, AutoCloseable {
  private static final int PIECES = 8;

  /** One group of outputs for each piece, on its way to native memory. */
  private final float[][] rows = new float[PIECES][0];

  private @Nullable FloatTensor memory;
  private @Nullable Int8Matrix matrix;
  private @Nullable Int8Products products;
  private int firstGroup;
  private int groups;

  /**
   * Computes the weights of neighbouring groups.
   *
   * @param from the matrix
   * @param arithmetic how to expand a group
   * @param first number of the first group
   * @param count how many groups
   * @return {@code [count * 4, inputs]}, valid until the next call
   */
  FloatTensor expand(Int8Matrix from, Int8Products arithmetic, int first, int count) {
    matrix = from;
    products = arithmetic;
    firstGroup = first;
    groups = count;
    int ofGroup = Int8Matrix.GROUP * from.inputs();
    FloatTensor panel = memory;
    if (panel == null || panel.size() < count * ofGroup) {
      close();
      panel = FloatTensor.zeros(count * ofGroup);
      memory = panel;
    }
    for (int piece = 0; piece < PIECES; piece++) {
      if (rows[piece].length < ofGroup) {
        rows[piece] = new float[ofGroup];
      }
    }
    WorkerThreads.forEach(PIECES, this);
    return panel;
  }

  @Override
  public void run(int piece) {
    Int8Matrix from = matrix;
    Int8Products arithmetic = products;
    FloatTensor panel = memory;
    if (from == null || arithmetic == null || panel == null) {
      return;
    }
    int ofGroup = Int8Matrix.GROUP * from.inputs();
    int end = (piece + 1) * groups / PIECES;
    for (int group = piece * groups / PIECES; group < end; group++) {
      arithmetic.expand(from, firstGroup + group, rows[piece]);
      panel.write(group * ofGroup, rows[piece], 0, ofGroup);
    }
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
