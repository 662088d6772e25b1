package org.jukebox4j.vqvae;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.TileScratch;
import org.jukebox4j.core.kernel.WorkerThreads;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Finds the code whose vector lies nearest, {@code argmin_k |x|^2 - 2 x e_k + |e_k|^2} in float32,
 * the first one of equals. Source: Dhariwal et al. 2020, §3.1, equation 1.
 */
final class NearestCode implements AutoCloseable {
  private static final int TILE_ROWS = 128;

  /** Codes compared side by side; long enough for a vectorised loop. */
  private static final int LANES = 128;

  private final int size;
  private final int width;
  private final FloatTensor transposed;
  private final float[] squaredLengths;
  private final Queue<TileScratch> scratches = new ConcurrentLinkedQueue<>();

  NearestCode(Codebook codebook) {
    size = codebook.size();
    width = codebook.width();
    transposed = FloatTensor.of(codebook.transposed(), width, size);
    squaredLengths = codebook.squaredLengths();
  }

  /**
   * Finds the nearest codes of vectors.
   *
   * @param x holds {@code [count, width]}
   * @param from index of the first element
   * @param count how many vectors
   * @param codes receives the codes
   * @param to index of the first code written
   */
  void find(float[] x, int from, int count, int[] codes, int to) {
    int tiles = (count + TILE_ROWS - 1) / TILE_ROWS;
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      WorkerThreads.forEach(
          tiles,
          tile -> {
            int first = tile * TILE_ROWS;
            int rows = Math.min(TILE_ROWS, count - first);
            TileScratch free = scratches.poll();
            TileScratch scratch = free == null ? new TileScratch() : free;
            findTile(x, from + first * width, rows, codes, to + first, scratch);
            scratches.add(scratch);
          });
    }
  }

  private void findTile(float[] x, int from, int rows, int[] codes, int to, TileScratch scratch) {
    FloatTensor in = scratch.in(rows * width);
    FloatTensor out = scratch.out(rows * size);
    in.write(0, x, from, rows * width);
    minusTwiceProducts(in.pointer(), rows, out.pointer());
    float[] distances = scratch.array(size + LANES);
    for (int row = 0; row < rows; row++) {
      out.read(row * size, distances, 0, size);
      float least = completeDistances(distances, squaredLength(x, from + row * width));
      codes[to + row] = firstOf(distances, least);
    }
  }

  /** {@code [rows, width] x [width, size]}. */
  private void minusTwiceProducts(FloatPointer in, int rows, FloatPointer out) {
    openblas.cblas_sgemm(
        101,
        111,
        111,
        rows,
        size,
        width,
        -2f,
        in,
        width,
        transposed.pointer(),
        size,
        0f,
        out,
        size);
  }

  private float squaredLength(float[] x, int from) {
    float sum = 0;
    for (int i = 0; i < width; i++) {
      sum += x[from + i] * x[from + i];
    }
    return sum;
  }

  /** Adds both squared lengths to every product and returns the least distance. */
  private float completeDistances(float[] d, float length) {
    int lanes = Math.min(LANES, size);
    float[] k = squaredLengths;
    for (int i = 0; i < size; i++) {
      d[i] = length + d[i] + k[i];
    }
    // The last LANES elements of the array hold the least distance of each lane.
    int least = size;
    System.arraycopy(d, 0, d, least, lanes);
    int whole = size - size % lanes;
    for (int start = lanes; start < whole; start += lanes) {
      for (int i = 0; i < lanes; i++) {
        d[least + i] = Math.min(d[least + i], d[start + i]);
      }
    }
    float best = Float.POSITIVE_INFINITY;
    for (int i = whole; i < size; i++) {
      best = Math.min(best, d[i]);
    }
    for (int i = 0; i < lanes; i++) {
      best = Math.min(best, d[least + i]);
    }
    return best;
  }

  private int firstOf(float[] distances, float least) {
    for (int code = 0; code < size; code++) {
      if (distances[code] == least) {
        return code;
      }
    }
    return 0; // nothing is nearest to a vector that is not a number
  }

  @Override
  public void close() {
    transposed.close();
    scratches.forEach(TileScratch::close);
    scratches.clear();
  }
}
