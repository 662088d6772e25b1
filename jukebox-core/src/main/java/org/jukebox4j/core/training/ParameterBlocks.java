package org.jukebox4j.core.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.WorkerThreads;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Named tensors cut into blocks of a fixed size, the unit of parallel work and of summation. The
 * cut depends on the shapes alone, and so does every result.
 */
final class ParameterBlocks {
  /** Elements of a block: 256 kB of each tensor, large beside the cost of handing it out. */
  static final int BLOCK = 1 << 16;

  /** Elements that are copied to the heap at a time, where loops over them are vectorised. */
  static final int CHUNK = 1 << 11;

  private final Map<String, FloatTensor> named;
  private final List<FloatTensor> tensors;
  private final List<Block> blocks = new ArrayList<>();

  /** A range of elements of one tensor. */
  record Block(int parameter, int from, int length) {}

  /** Work on one block. */
  @FunctionalInterface
  interface Work {
    void run(Block block);
  }

  /** A sum over one block. */
  @FunctionalInterface
  interface Summand {
    double of(Block block);
  }

  ParameterBlocks(Map<String, FloatTensor> parameters) {
    this.named = new LinkedHashMap<>(parameters);
    this.tensors = List.copyOf(named.values());
    for (int parameter = 0; parameter < tensors.size(); parameter++) {
      int size = tensors.get(parameter).size();
      for (int from = 0; from < size; from += BLOCK) {
        blocks.add(new Block(parameter, from, Math.min(BLOCK, size - from)));
      }
    }
  }

  List<FloatTensor> tensors() {
    return tensors;
  }

  Map<String, FloatTensor> named() {
    return named;
  }

  /** Tensors of zeros with the names and shapes of the parameters, in their order. */
  Map<String, FloatTensor> zerosLike() {
    Map<String, FloatTensor> zeros = new LinkedHashMap<>();
    named.forEach((name, tensor) -> zeros.put(name, FloatTensor.zeros(tensor.shape())));
    return zeros;
  }

  void forEach(Work work) {
    if (!blocks.isEmpty()) {
      WorkerThreads.forEach(blocks.size(), index -> work.run(blocks.get(index)));
    }
  }

  double sum(Summand summand) {
    double[] parts = new double[blocks.size()];
    if (parts.length > 0) {
      WorkerThreads.forEach(parts.length, index -> parts[index] = summand.of(blocks.get(index)));
    }
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /**
   * Puts other tensors into the order of the parameters.
   *
   * @throws IllegalArgumentException if names or sizes differ, naming all of them
   */
  List<FloatTensor> align(String what, Map<String, FloatTensor> others) {
    Set<String> wrong = new TreeSet<>();
    List<FloatTensor> aligned = new ArrayList<>();
    named.forEach(
        (name, tensor) -> {
          @Nullable FloatTensor other = others.get(name);
          if (other == null) {
            wrong.add(name + " is missing");
          } else if (other.size() != tensor.size()) {
            wrong.add(name + " is " + other + " instead of " + tensor);
          } else {
            aligned.add(other);
          }
        });
    others.keySet().stream()
        .filter(name -> !named.containsKey(name))
        .forEach(name -> wrong.add(name + " is not a parameter"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          what
              + ": expected one tensor for each trained parameter, but "
              + String.join(", ", wrong));
    }
    return aligned;
  }

  /** Arithmetic on elements from index 0 on. */
  @FunctionalInterface
  interface Arithmetic {
    /** Changes {@code own}, reading {@code other}. */
    void apply(float[] own, float[] other, int length);
  }

  /** Changes the tensors of this object, each with its partner in {@code others}. */
  void combine(List<FloatTensor> others, Arithmetic arithmetic) {
    forEach(
        block -> {
          int chunk = Math.min(CHUNK, block.length());
          float[] own = new float[chunk];
          float[] other = new float[chunk];
          FloatTensor tensor = tensors.get(block.parameter());
          int end = block.from() + block.length();
          for (int at = block.from(); at < end; at += chunk) {
            int length = Math.min(chunk, end - at);
            tensor.read(at, own, 0, length);
            others.get(block.parameter()).read(at, other, 0, length);
            arithmetic.apply(own, other, length);
            tensor.write(at, own, 0, length);
          }
        });
  }

  /** Copies tensors of the same names over those of this object. */
  void assign(String what, Map<String, FloatTensor> others) {
    combine(
        align(what, others), (own, other, length) -> System.arraycopy(other, 0, own, 0, length));
  }
}
