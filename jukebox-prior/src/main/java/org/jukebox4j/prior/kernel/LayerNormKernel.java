package org.jukebox4j.prior.kernel;

import static org.jukebox4j.prior.kernel.BlockForward.part;
import static org.jukebox4j.prior.kernel.ResidualBlockKernel.rows;

import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.NativeMatrix;

/**
 * Layer normalisation, the end of the conditioner on the level above.
 *
 * <p>Inputs: {@code x [items, length, width]}, gain and shift {@code [width]}. Output: {@code
 * [items, length, width]}.
 */
public final class LayerNormKernel implements GraphKernel {
  private static final int GAIN = 1;
  private static final int SHIFT = 2;

  private final KernelMemory memory;

  /**
   * Makes the kernel.
   *
   * @param memory shared by the kernels of a graph
   */
  public LayerNormKernel(KernelMemory memory) {
    this.memory = memory;
  }

  @Override
  public String name() {
    return "layer normalisation";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    return new int[][] {inputShapes[0]};
  }

  private static LayerNorm norm(List<GraphInput> inputs) {
    return new LayerNorm(inputs.get(GAIN).floats(), inputs.get(SHIFT).floats());
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    NativeMatrix x = rows(inputs.get(0));
    NativeMatrix y = NativeMatrix.of(outputs.get(0).tensorToFill(), x.rows(), x.columns());
    LayerNorm norm = norm(inputs);
    new RowTiles(x.rows())
        .forEach(
            memory,
            (tile, scratch) -> {
              float[] values = scratch.array(0, tile.count() * x.columns());
              part(x, tile).read(values);
              norm.forward(values, tile.count(), values);
              part(y, tile).write(values);
            });
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    NativeMatrix x = rows(inputs.get(0));
    NativeMatrix given = rows(outputGradients.get(0));
    NativeMatrix dx = NativeMatrix.of(inputGradients.get(0).tensorToFill(), x.rows(), x.columns());
    LayerNorm norm = norm(inputs);
    RowTiles tiles = new RowTiles(x.rows());
    TileSums gain = new TileSums(tiles, x.columns());
    TileSums shift = new TileSums(tiles, x.columns());
    tiles.forEach(
        memory,
        (tile, scratch) -> {
          float[] values = scratch.array(0, tile.count() * x.columns());
          float[] gradients = scratch.array(1, tile.count() * x.columns());
          part(x, tile).read(values);
          part(given, tile).read(gradients);
          norm.backward(
              values,
              tile.count(),
              gradients,
              new LayerNorm.Gradient(gain.of(tile), shift.of(tile)));
          part(dx, tile).write(gradients);
        });
    inputGradients.get(GAIN).write(gain.total());
    inputGradients.get(SHIFT).write(shift.total());
  }
}
