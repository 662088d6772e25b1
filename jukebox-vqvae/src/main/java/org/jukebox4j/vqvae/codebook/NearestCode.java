package org.jukebox4j.vqvae.codebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.TileScratch;
import org.jukebox4j.core.kernel.WorkerThreads;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Finds the code whose vector lies nearest, {@code argmin_k |x|^2 - 2 x e_k + |e_k|^2} in float32,
 * the first one of equals. Source: Dhariwal et al. 2020, §3.1, equation 1.
 */
public final class NearestCode implements AutoCloseable {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;

  /** Vectors and codes of one matrix product: its result stays in a core's own cache. */
  private static final int TILE_VECTORS = 288;

  private static final int TILE_CODES = 512;

  private final int size;
  private final int width;

  /** {@code [width, codes]} for each tile of codes. */
  private final List<FloatTensor> transposed = new ArrayList<>();

  private final float[] squaredLengths;
  private final Queue<TileScratch> scratches = new ConcurrentLinkedQueue<>();

  /**
   * Prepares the search.
   *
   * @param codebook the vectors; copied
   */
  public NearestCode(Codebook codebook) {
    size = codebook.size();
    width = codebook.width();
    squaredLengths = codebook.squaredLengths();
    for (int first = 0; first < size; first += TILE_CODES) {
      int count = Math.min(TILE_CODES, size - first);
      transposed.add(FloatTensor.of(codebook.transposed(first, count), width, count));
    }
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
  public void find(float[] x, int from, int count, int[] codes, int to) {
    search(x, from, count, new Found(codes, to, new float[count]));
  }

  /**
   * Finds the nearest codes of vectors and how far away they are.
   *
   * @param x holds {@code [count, width]}
   * @param codes receives the code of each
   * @param distances receives the squared distance of each, as the search rounds it
   */
  public void find(float[] x, int[] codes, float[] distances) {
    search(x, 0, codes.length, new Found(codes, 0, distances));
  }

  /** Where the results go. */
  private record Found(int[] codes, int to, float[] distances) {}

  private void search(float[] x, int from, int count, Found found) {
    int tiles = (count + TILE_VECTORS - 1) / TILE_VECTORS;
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      WorkerThreads.forEach(
          tiles,
          tile -> {
            int first = tile * TILE_VECTORS;
            int rows = Math.min(TILE_VECTORS, count - first);
            TileScratch free = scratches.poll();
            TileScratch scratch = free == null ? new TileScratch() : free;
            findTile(new Vectors(x, from + first * width, rows), found, first, scratch);
            scratches.add(scratch);
          });
    }
  }

  private record Vectors(float[] x, int from, int count) {}

  private void findTile(Vectors vectors, Found found, int start, TileScratch scratch) {
    int rows = vectors.count();
    int[] codes = found.codes();
    int to = found.to() + start;
    float[] lengths = new float[rows];
    float[] least = found.distances();
    for (int row = 0; row < rows; row++) {
      lengths[row] = squaredLength(vectors.x(), vectors.from() + row * width);
      least[start + row] = Float.POSITIVE_INFINITY;
      codes[to + row] = 0; // stays if the vector is not a number: nothing is nearest to it
    }
    FloatTensor in = scratch.in(TileScratch.wholeGroups(rows) * width);
    in.write(0, vectors.x(), vectors.from(), rows * width);
    FloatTensor out = scratch.out(TileScratch.wholeGroups(rows) * TILE_CODES);
    float[] products = scratch.array(TILE_CODES);
    for (int tile = 0; tile < transposed.size(); tile++) {
      int first = tile * TILE_CODES;
      int count = transposed.get(tile).dimension(1);
      minusTwiceProducts(in, rows, transposed.get(tile), out); // [rows, count]
      for (int row = 0; row < rows; row++) {
        out.read(row * count, products, 0, count);
        float length = lengths[row];
        float best = least[start + row];
        int nearest = codes[to + row];
        for (int i = 0; i < count; i++) {
          float distance = length + products[i] + squaredLengths[first + i];
          if (distance < best) {
            best = distance;
            nearest = first + i;
          }
        }
        least[start + row] = best;
        codes[to + row] = nearest;
      }
    }
  }

  /** {@code [rows, width] x [width, codes]}. */
  private void minusTwiceProducts(
      FloatTensor in, int rows, FloatTensor transposedTile, FloatTensor out) {
    int count = transposedTile.dimension(1);
    openblas.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        PLAIN,
        TileScratch.wholeGroups(rows),
        count,
        width,
        -2f,
        in.pointer(),
        width,
        transposedTile.pointer(),
        count,
        0f,
        out.pointer(),
        count);
  }

  private float squaredLength(float[] x, int from) {
    float sum = 0;
    for (int i = 0; i < width; i++) {
      sum += x[from + i] * x[from + i];
    }
    return sum;
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    transposed.forEach(FloatTensor::close);
    scratches.forEach(TileScratch::close);
    scratches.clear();
  }
}
