package org.jukebox4j.prior.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;

/**
 * The input of a transformer: at position {@code t} the embedding of token {@code t - 1}, or the
 * start vector at 0, plus the position embedding, plus what the position is conditioned on. Source:
 * Dhariwal et al. 2020, §4.
 *
 * <p>Inputs: tokens, int {@code [items, length]}; embedding {@code [vocabularySize, width]};
 * position embedding {@code [length, width]}; start vector, one for all items {@code [1, width]} or
 * one for each {@code [items, width]}; and perhaps conditioning {@code [items, length, width]}.
 * Output: {@code [items, length, width]}.
 */
public final class TokenInputKernel implements GraphKernel {
  private static final int TOKENS = 0;
  private static final int EMBEDDING = 1;
  private static final int POSITIONS = 2;
  private static final int START = 3;
  private static final int CONDITIONING = 4;

  private final KernelMemory memory;

  /**
   * Makes the kernel.
   *
   * @param memory shared by the kernels of a graph
   */
  public TokenInputKernel(KernelMemory memory) {
    this.memory = memory;
  }

  @Override
  public String name() {
    return "token input";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] tokens = inputShapes[TOKENS];
    int[] positions = inputShapes[POSITIONS];
    int[] start = inputShapes[START];
    int width = inputShapes[EMBEDDING][1];
    if (tokens.length != 2 || tokens[1] != positions[0] || positions[1] != width) {
      throw new IllegalArgumentException(
          "tokens: expected [items, %d] for positions %s, but was %s"
              .formatted(positions[0], Arrays.toString(positions), Arrays.toString(tokens)));
    }
    if (start[0] != 1 && start[0] != tokens[0]) {
      throw new IllegalArgumentException(
          "start: expected [1, %d] or [%d, %d], but was %s"
              .formatted(width, tokens[0], width, Arrays.toString(start)));
    }
    return new int[][] {{tokens[0], tokens[1], width}};
  }

  private static @Nullable GraphInput conditioning(List<GraphInput> inputs) {
    return inputs.size() > CONDITIONING ? inputs.get(CONDITIONING) : null;
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    GraphInput embedding = inputs.get(EMBEDDING);
    int width = embedding.dimension(1);
    int length = inputs.get(POSITIONS).dimension(0);
    int[] tokens = inputs.get(TOKENS).integers();
    requireTokens(tokens, embedding.dimension(0));
    GraphInput start = inputs.get(START);
    int startStep = start.dimension(0) == 1 ? 0 : width;
    GraphInput added = conditioning(inputs);
    new RowTiles(tokens.length)
        .forEach(
            memory,
            (tile, scratch) -> {
              float[] rows = scratch.array(0, tile.count() * width);
              float[] row = scratch.array(1, width);
              for (int i = 0; i < tile.count(); i++) {
                int item = (tile.first() + i) / length;
                int t = (tile.first() + i) % length;
                if (t == 0) {
                  start.tensor().read(item * startStep, rows, i * width, width);
                } else {
                  int before = tokens[tile.first() + i - 1];
                  embedding.tensor().read(before * width, rows, i * width, width);
                }
                inputs.get(POSITIONS).tensor().read(t * width, row, 0, width);
                add(row, rows, i * width, width);
                if (added != null) {
                  added.tensor().read((tile.first() + i) * width, row, 0, width);
                  add(row, rows, i * width, width);
                }
              }
              outputs
                  .get(0)
                  .tensorToFill()
                  .write(tile.first() * width, rows, 0, tile.count() * width);
            });
  }

  private static void add(float[] row, float[] rows, int at, int width) {
    for (int i = 0; i < width; i++) {
      rows[at + i] += row[i];
    }
  }

  private static void requireTokens(int[] tokens, int vocabularySize) {
    for (int token : tokens) {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "tokens must be between 0 and %d, but there was %d"
                .formatted(vocabularySize - 1, token));
      }
    }
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    float[] gradient = outputGradients.get(0).floats();
    int width = inputs.get(EMBEDDING).dimension(1);
    int length = inputs.get(POSITIONS).dimension(0);
    int[] tokens = inputs.get(TOKENS).integers();
    float[] embedding = new float[inputs.get(EMBEDDING).size()];
    float[] positions = new float[length * width];
    float[] start = new float[inputs.get(START).size()];
    int startStep = start.length == width ? 0 : width;
    for (int row = 0; row < tokens.length; row++) {
      int t = row % length;
      addTo(positions, t * width, gradient, row * width, width);
      if (t == 0) {
        addTo(start, row / length * startStep, gradient, row * width, width);
      } else {
        addTo(embedding, tokens[row - 1] * width, gradient, row * width, width);
      }
    }
    inputGradients.get(EMBEDDING).write(embedding);
    inputGradients.get(POSITIONS).write(positions);
    inputGradients.get(START).write(start);
    if (conditioning(inputs) != null) {
      inputGradients.get(CONDITIONING).write(gradient);
    }
  }

  private static void addTo(float[] sums, int to, float[] values, int from, int width) {
    for (int i = 0; i < width; i++) {
      sums[to + i] += values[from + i];
    }
  }
}
