package org.jukebox4j.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/** Named tensors with values that look random and are the same every time. */
final class Tensors {
  private Tensors() {}

  static Map<String, FloatTensor> of(String name, float... values) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    tensors.put(name, FloatTensor.of(values, values.length));
    return tensors;
  }

  /** A small matrix, a vector, a scalar and one tensor of several blocks. */
  static Map<String, FloatTensor> several(int seed) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    tensors.put("matrix", noise(seed, 3, 5));
    tensors.put("large", noise(seed + 1, 2, ParameterBlocks.BLOCK + 37));
    tensors.put("vector", noise(seed + 2, 7));
    tensors.put("scalar", noise(seed + 3));
    return tensors;
  }

  static FloatTensor noise(int seed, int... shape) {
    FloatTensor tensor = FloatTensor.zeros(shape);
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 1.3);
    }
    tensor.write(0, values, 0, values.length);
    return tensor;
  }

  static Map<String, FloatTensor> copy(Map<String, FloatTensor> tensors) {
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> copies.put(name, FloatTensor.of(tensor.toArray(), tensor.shape())));
    return copies;
  }

  static float[] get(Map<String, FloatTensor> tensors, String name) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.toArray();
  }
}
