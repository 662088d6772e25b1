package org.jukebox4j.prior.kernel;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;

/**
 * Sums of learned vectors: labels become vectors this way. Source: Dhariwal et al. 2020, §4.2.
 *
 * <p>Inputs, as often as there are tables: numbers of entries, int {@code [rows.., slots]}, -1 for
 * none; the table {@code [entries, width]}. Output: {@code [rows.., width]}.
 */
public final class EmbeddingSumKernel implements GraphKernel {
  /** What the sum is of, for messages. */
  private final String name;

  /**
   * Makes the kernel.
   *
   * @param name what it computes, such as {@code artist and genre}
   */
  public EmbeddingSumKernel(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] shape = inputShapes[0].clone();
    shape[shape.length - 1] = inputShapes[1][1];
    return new int[][] {shape};
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    int width = inputs.get(1).dimension(1);
    float[] sums = new float[outputs.get(0).size()];
    float[] vector = new float[width];
    for (int table = 0; table < inputs.size(); table += 2) {
      int[] entries = entries(inputs, table);
      int slots = slots(inputs, table);
      for (int i = 0; i < entries.length; i++) {
        if (entries[i] >= 0) {
          inputs.get(table + 1).tensor().read(entries[i] * width, vector, 0, width);
          int to = i / slots * width;
          for (int j = 0; j < width; j++) {
            sums[to + j] += vector[j];
          }
        }
      }
    }
    outputs.get(0).write(sums);
  }

  private static int slots(List<GraphInput> inputs, int table) {
    int[] shape = inputs.get(table).shape();
    return shape[shape.length - 1];
  }

  private int[] entries(List<GraphInput> inputs, int table) {
    int[] entries = inputs.get(table).integers();
    int size = inputs.get(table + 1).dimension(0);
    for (int entry : entries) {
      if (entry < -1 || entry >= size) {
        throw new IllegalArgumentException(
            "%s: entries must be between 0 and %d, or -1 for none, but there was %d in %s"
                .formatted(
                    name,
                    size - 1,
                    entry,
                    Arrays.toString(Arrays.copyOf(entries, Math.min(16, entries.length)))));
      }
    }
    return entries;
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    int width = inputs.get(1).dimension(1);
    float[] gradient = outputGradients.get(0).floats();
    for (int table = 0; table < inputs.size(); table += 2) {
      int[] entries = entries(inputs, table);
      int slots = slots(inputs, table);
      float[] sums = new float[inputs.get(table + 1).size()];
      for (int i = 0; i < entries.length; i++) {
        if (entries[i] >= 0) {
          int from = i / slots * width;
          int to = entries[i] * width;
          for (int j = 0; j < width; j++) {
            sums[to + j] += gradient[from + j];
          }
        }
      }
      inputGradients.get(table + 1).write(sums);
    }
  }
}
