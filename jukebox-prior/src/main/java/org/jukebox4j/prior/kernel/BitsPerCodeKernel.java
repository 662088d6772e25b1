package org.jukebox4j.prior.kernel;

import static org.jukebox4j.prior.kernel.BlockForward.part;
import static org.jukebox4j.prior.kernel.ResidualBlockKernel.rows;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.kernel.Softmax;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;
import org.jukebox4j.prior.kernel.RowTiles.Tile;

/**
 * Output matrix and cross entropy in bits: {@code -log2 softmax(W h)[target]} at each position.
 * Gradient: {@code (softmax - onehot) / ln 2} for the logits.
 *
 * <p>Inputs: states {@code [items, length, width]}; perhaps conditioning of the same shape, which
 * is added to them; output matrix {@code [vocabularySize, width]}; targets, int {@code [items,
 * length]}. Output: bits {@code [items, length]}.
 */
public final class BitsPerCodeKernel implements GraphKernel {
  private static final double LN_2 = Math.log(2);

  private final KernelMemory memory;
  private final Conditioning conditioning;
  private final BlockTrace trace;
  private int[] tracedTargets = new int[0];

  /** Whether conditioning is added to the states. */
  public enum Conditioning {
    /** It is added, and is the second input. */
    ADDED,
    /** There is none. */
    NONE
  }

  /**
   * Makes the kernel.
   *
   * @param conditioning whether conditioning is added
   * @param memory shared by the kernels of a graph
   */
  public BitsPerCodeKernel(Conditioning conditioning, KernelMemory memory) {
    this.conditioning = conditioning;
    this.memory = memory;
    this.trace = new BlockTrace(memory);
  }

  @Override
  public String name() {
    return "bits per code";
  }

  @Override
  public int outputs() {
    return 1;
  }

  private int weight() {
    return conditioning == Conditioning.ADDED ? 2 : 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] states = inputShapes[0];
    int[] targets = inputShapes[weight() + 1];
    if (states.length != 3 || !Arrays.equals(targets, Arrays.copyOf(states, 2))) {
      throw new IllegalArgumentException(
          "targets: expected [items, length] for states %s, but was %s"
              .formatted(Arrays.toString(states), Arrays.toString(targets)));
    }
    return new int[][] {targets};
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    synchronized (memory) {
      outputs.get(0).write(run(inputs));
    }
  }

  /** Leaves {@code softmax - onehot} and the conditioned states in the trace's memory. */
  private float[] run(List<GraphInput> inputs) {
    NativeMatrix given = rows(inputs.get(0));
    NativeMatrix matrix = rows(inputs.get(weight()));
    int[] targets = inputs.get(weight() + 1).integers();
    requireTargets(targets, matrix.rows());
    NativeMatrix states = conditioned(inputs, given);
    NativeMatrix logits = logits(given.rows(), matrix.rows());
    float[] bits = new float[given.rows()];
    new RowTiles(given.rows())
        .forEach(
            memory,
            (tile, scratch) -> {
              NativeMatrix some = part(logits, tile);
              some.assignProduct(part(states, tile), matrix.transposed(), 1);
              float[] row = scratch.array(0, matrix.rows());
              for (int i = 0; i < tile.count(); i++) {
                int target = targets[tile.first() + i];
                some.rows(i, 1).read(row);
                double logit = row[target];
                double logTotal = Softmax.normalise(row, matrix.rows());
                bits[tile.first() + i] = (float) ((logTotal - logit) / LN_2);
                row[target] -= 1;
                some.rows(i, 1).write(row);
              }
            });
    trace.remember(floating(inputs));
    tracedTargets = targets;
    return bits;
  }

  /** The inputs that are not integers; targets are compared apart. */
  private List<GraphInput> floating(List<GraphInput> inputs) {
    return inputs.subList(0, weight() + 1);
  }

  private NativeMatrix logits(int rows, int vocabularySize) {
    int size = Math.multiplyExact(rows, vocabularySize);
    return NativeMatrix.of(trace.get(Slot.PROBABILITIES, size), rows, vocabularySize);
  }

  private NativeMatrix conditioned(List<GraphInput> inputs, NativeMatrix states) {
    if (conditioning == Conditioning.NONE) {
      return states;
    }
    NativeMatrix added = rows(inputs.get(1));
    int width = states.columns();
    NativeMatrix sum =
        NativeMatrix.of(trace.get(Slot.NORMALISED, states.rows() * width), states.rows(), width);
    new RowTiles(states.rows())
        .forEach(
            memory,
            (tile, scratch) -> {
              float[] a = scratch.array(0, tile.count() * width);
              float[] b = scratch.array(1, tile.count() * width);
              part(states, tile).read(a);
              part(added, tile).read(b);
              for (int i = 0; i < tile.count() * width; i++) {
                a[i] += b[i];
              }
              part(sum, tile).write(a);
            });
    return sum;
  }

  private static void requireTargets(int[] targets, int vocabularySize) {
    for (int target : targets) {
      if (target < 0 || target >= vocabularySize) {
        throw new IllegalArgumentException(
            "targets must be between 0 and %d, but there was %d"
                .formatted(vocabularySize - 1, target));
      }
    }
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    synchronized (memory) {
      if (!trace.isOf(floating(inputs))
          || !Arrays.equals(tracedTargets, inputs.get(weight() + 1).integers())) {
        run(inputs);
      }
      NativeMatrix given = rows(inputs.get(0));
      NativeMatrix matrix = rows(inputs.get(weight()));
      int width = given.columns();
      NativeMatrix states = conditioned(inputs, given);
      NativeMatrix errors = logits(given.rows(), matrix.rows());
      NativeMatrix scaled =
          NativeMatrix.of(
              memory.shared(Slot.SCALED_STATES, given.rows() * width), given.rows(), width);
      NativeMatrix gradient =
          NativeMatrix.of(inputGradients.get(0).tensorToFill(), given.rows(), width);
      float[] factors = outputGradients.get(0).floats();
      // The factor of a row is put on the narrow operands, not on its many errors.
      new RowTiles(given.rows())
          .forEach(
              memory,
              (tile, scratch) -> {
                float[] values = scratch.array(0, tile.count() * width);
                part(states, tile).read(values);
                scale(values, factors, tile, width);
                part(scaled, tile).write(values);
                part(gradient, tile).assignProduct(part(errors, tile), matrix, 1);
                part(gradient, tile).read(values);
                scale(values, factors, tile, width);
                part(gradient, tile).write(values);
                if (conditioning == Conditioning.ADDED) {
                  inputGradients
                      .get(1)
                      .tensor()
                      .write(tile.first() * width, values, 0, tile.count() * width);
                }
              });
      NativeMatrix result =
          NativeMatrix.of(inputGradients.get(weight()).tensorToFill(), matrix.rows(), width);
      WeightGradients weights = new WeightGradients(memory);
      weights.add(errors, scaled, result);
      weights.compute();
    }
  }

  private static void scale(float[] values, float[] factors, Tile tile, int width) {
    for (int row = 0; row < tile.count(); row++) {
      float factor = (float) (factors[tile.first() + row] / LN_2);
      for (int i = row * width; i < (row + 1) * width; i++) {
        values[i] *= factor;
      }
    }
  }
}
