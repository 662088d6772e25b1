package org.jukebox4j.prior.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.tensor.FloatTensor;

/** Scratch memory of one thread, reused from tile to tile. */
final class TileMemory implements AutoCloseable {
  private static final int PARTS = 5;

  private final float[][] arrays = new float[PARTS][0];
  private final @Nullable FloatTensor[] tensors = new FloatTensor[PARTS];

  /** An array of at least this size; contents undefined. */
  float[] array(int number, int size) {
    if (arrays[number].length < size) {
      arrays[number] = new float[size];
    }
    return arrays[number];
  }

  /** A native matrix; contents undefined. */
  NativeMatrix matrix(int number, int rows, int columns) {
    FloatTensor tensor = KernelMemory.fitting(tensors[number], rows * columns);
    tensors[number] = tensor;
    return NativeMatrix.of(tensor, rows, columns);
  }

  @Override
  public void close() {
    for (int i = 0; i < PARTS; i++) {
      FloatTensor tensor = tensors[i];
      if (tensor != null) {
        tensor.close();
        tensors[i] = null;
      }
    }
  }
}
