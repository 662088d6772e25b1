package org.jukebox4j.prior.kernel;

import static org.jukebox4j.prior.kernel.BlockForward.part;
import static org.jukebox4j.prior.kernel.ResidualBlockKernel.rows;

import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;

/**
 * A dense layer and layer normalisation, between the lyrics encoder and the layers that attend to
 * it. Source: Dhariwal et al. 2020, §4.3.
 *
 * <p>Inputs: {@code x [items, length, inputs]}; weight {@code [inputs, width]} and bias; gain and
 * shift. Output: {@code [items, length, width]}.
 */
public final class ProjectionNormKernel implements GraphKernel {
  private static final int WEIGHT = 1;
  private static final int BIAS = 2;
  private static final int GAIN = 3;
  private static final int SHIFT = 4;

  private final KernelMemory memory;

  /**
   * Makes the kernel.
   *
   * @param memory shared by the kernels of a graph
   */
  public ProjectionNormKernel(KernelMemory memory) {
    this.memory = memory;
  }

  @Override
  public String name() {
    return "projection and normalisation";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] shape = inputShapes[0].clone();
    shape[shape.length - 1] = inputShapes[WEIGHT][1];
    return new int[][] {shape};
  }

  private static LayerNorm norm(List<GraphInput> inputs) {
    return new LayerNorm(inputs.get(GAIN).floats(), inputs.get(SHIFT).floats());
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    NativeMatrix x = rows(inputs.get(0));
    DenseLayer dense = DenseLayer.of(inputs.get(WEIGHT), inputs.get(BIAS));
    LayerNorm norm = norm(inputs);
    FloatTensor result = outputs.get(0).tensorToFill();
    NativeMatrix y = NativeMatrix.of(result, x.rows(), dense.outputs());
    new RowTiles(x.rows())
        .forEach(
            memory,
            (tile, scratch) -> {
              float[] rows = scratch.array(0, tile.count() * dense.outputs());
              dense.forward(part(x, tile), part(y, tile));
              part(y, tile).read(rows);
              norm.forward(rows, tile.count(), rows);
              part(y, tile).write(rows);
            });
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    synchronized (memory) {
      NativeMatrix x = rows(inputs.get(0));
      DenseLayer dense = DenseLayer.of(inputs.get(WEIGHT), inputs.get(BIAS));
      LayerNorm norm = norm(inputs);
      int width = dense.outputs();
      NativeMatrix given = rows(outputGradients.get(0));
      NativeMatrix gradient =
          NativeMatrix.of(memory.shared(Slot.OUTPUT_GRADIENT, x.rows() * width), x.rows(), width);
      NativeMatrix dx =
          NativeMatrix.of(inputGradients.get(0).tensorToFill(), x.rows(), x.columns());
      RowTiles tiles = new RowTiles(x.rows());
      TileSums bias = new TileSums(tiles, width);
      TileSums gain = new TileSums(tiles, width);
      TileSums shift = new TileSums(tiles, width);
      tiles.forEach(
          memory,
          (tile, scratch) -> {
            NativeMatrix projected = scratch.matrix(0, tile.count(), width);
            float[] values = scratch.array(0, tile.count() * width);
            float[] gradients = scratch.array(1, tile.count() * width);
            dense.forward(part(x, tile), projected);
            projected.read(values);
            part(given, tile).read(gradients);
            norm.backward(
                values,
                tile.count(),
                gradients,
                new LayerNorm.Gradient(gain.of(tile), shift.of(tile)));
            bias.add(tile, gradients);
            part(gradient, tile).write(gradients);
            dense.inputGradient(part(gradient, tile), part(dx, tile));
          });
      NativeMatrix weight =
          NativeMatrix.of(inputGradients.get(WEIGHT).tensorToFill(), x.columns(), width);
      WeightGradients weights = new WeightGradients(memory);
      weights.add(x, gradient, weight);
      weights.compute();
      inputGradients.get(BIAS).write(bias.total());
      inputGradients.get(GAIN).write(gain.total());
      inputGradients.get(SHIFT).write(shift.total());
    }
  }
}
