package org.jukebox4j.vqvae.codebook;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The bottleneck as one operation of a graph: each vector is replaced by that of its nearest code,
 * and its gradient passes straight through. Source: Dhariwal et al. 2020, §3.1.
 *
 * <p>Inputs: the encoder's vectors, {@code [items, time, width]}, or twice as wide, in which case
 * the halves are added; the codebook, {@code [size, width]}, which has no gradient. Outputs: the
 * codes' vectors; the commitment loss, the mean squared distance between the two; and the codes.
 */
public final class BottleneckKernel implements GraphKernel {
  private final Level level;
  private float[] lastInput = new float[0];
  private float[] lastCodebook = new float[0];
  private Chosen last = new Chosen(new float[0], new float[0], new int[0]);

  /**
   * Makes the kernel of a level.
   *
   * @param level whose codes these are
   */
  public BottleneckKernel(Level level) {
    this.level = level;
  }

  @Override
  public String name() {
    return "bottleneck of the %s level".formatted(level.label());
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] x = inputShapes[0];
    int[] codebook = inputShapes[1];
    if (x.length != 3 || codebook.length != 2 || (x[2] != codebook[1] && x[2] != 2 * codebook[1])) {
      throw new IllegalArgumentException(
          "%s: expected [items, time, width] and [size, width] but was %s and %s"
              .formatted(name(), Arrays.toString(x), Arrays.toString(codebook)));
    }
    return new int[][] {{x[0], x[1], codebook[1]}, {}, {x[0], x[1]}};
  }

  @Override
  public synchronized void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    Chosen chosen = choose(inputs);
    float[] straight = new float[chosen.x.length];
    double sum = 0;
    for (int i = 0; i < straight.length; i++) {
      float difference = chosen.vectors[i] - chosen.x[i];
      straight[i] = chosen.x[i] + difference;
      sum += (double) difference * difference;
    }
    outputs.get(0).write(straight);
    outputs.get(1).write((float) (sum / straight.length));
    float[] codes = new float[chosen.codes.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = chosen.codes[i];
    }
    outputs.get(2).write(codes);
  }

  @Override
  public synchronized void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> gradients) {
    Chosen chosen = choose(inputs);
    float[] gradient = outputGradients.get(0).floats();
    float factor = 2 * outputGradients.get(1).scalar() / gradient.length;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += factor * (chosen.x[i] - chosen.vectors[i]);
    }
    int width = inputs.get(1).dimension(1);
    boolean halves = inputs.get(0).dimension(2) != width;
    gradients.get(0).write(halves ? twice(gradient, width) : gradient);
  }

  private record Chosen(float[] x, float[] vectors, int[] codes) {}

  /** Both passes need the choice, and most often of the same values. */
  private Chosen choose(List<GraphInput> inputs) {
    float[] input = inputs.get(0).floats();
    float[] codebook = inputs.get(1).floats();
    if (!Arrays.equals(input, lastInput) || !Arrays.equals(codebook, lastCodebook)) {
      last = search(inputs);
      lastInput = input;
      lastCodebook = codebook;
    }
    return last;
  }

  private Chosen search(List<GraphInput> inputs) {
    int size = inputs.get(1).dimension(0);
    int width = inputs.get(1).dimension(1);
    boolean halves = inputs.get(0).dimension(2) != width;
    float[] x = halves ? sumOfHalves(inputs.get(0).floats(), width) : inputs.get(0).floats();
    int[] codes = new int[x.length / width];
    float[] vectors = new float[x.length];
    Codebook codebook = new Codebook(level, FloatTensor.of(inputs.get(1).floats(), size, width));
    try (NearestCode nearest = new NearestCode(codebook)) {
      nearest.find(x, 0, codes.length, codes, 0);
    }
    codebook.lookUp(codes, 0, codes.length, vectors);
    return new Chosen(x, vectors, codes);
  }

  /** {@code [count, 2 * width] -> [count, width]}. */
  public static float[] sumOfHalves(float[] x, int width) {
    float[] sums = new float[x.length / 2];
    for (int i = 0; i < sums.length; i++) {
      int at = i / width * 2 * width + i % width;
      sums[i] = x[at] + x[at + width];
    }
    return sums;
  }

  private static float[] twice(float[] gradient, int width) {
    float[] both = new float[2 * gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      int at = i / width * 2 * width + i % width;
      both[at] = gradient[i];
      both[at + width] = gradient[i];
    }
    return both;
  }
}
