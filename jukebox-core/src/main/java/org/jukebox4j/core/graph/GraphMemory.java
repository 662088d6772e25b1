package org.jukebox4j.core.graph;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of ND4J's arrays as tensors of this project, without copying. */
final class GraphMemory {
  private static final int ZEROS = 4096;

  private GraphMemory() {}

  /** A range of floats at an address; JavaCPP keeps that constructor protected. */
  private static final class Range extends FloatPointer {
    Range(Pointer first, long length) {
      super(first);
      this.position = 0;
      this.limit = length;
      this.capacity = length;
    }
  }

  static int[] shape(INDArray array) {
    return Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
  }

  /** Whether the elements lie one after another, the last axis fastest. */
  static boolean isRowMajor(INDArray array) {
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) != 1 && array.stride(axis) != expected) {
        return false;
      }
      expected *= array.size(axis);
    }
    return true;
  }

  /** The elements of a row-major float32 array; the tensor keeps the array reachable. */
  static FloatTensor view(INDArray rowMajor, int[] shape) {
    FloatBuffer floats = new Range(rowMajor.data().addressPointer(), rowMajor.length()).asBuffer();
    return FloatTensor.view(floats, rowMajor, shape);
  }

  static void clear(FloatTensor tensor) {
    float[] zeros = new float[Math.min(ZEROS, tensor.size())];
    for (int from = 0; from < tensor.size(); from += ZEROS) {
      tensor.write(from, zeros, 0, Math.min(ZEROS, tensor.size() - from));
    }
  }
}
