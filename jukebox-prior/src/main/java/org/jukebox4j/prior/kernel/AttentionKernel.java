package org.jukebox4j.prior.kernel;

import static org.jukebox4j.prior.kernel.BlockForward.part;
import static org.jukebox4j.prior.kernel.ResidualBlockKernel.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;

/**
 * Multi-head attention of one kind with its projections, for a batch of whole sequences: the middle
 * of {@link ResidualBlockKernel} on its own.
 *
 * <p>Inputs: {@code x [items, length, width]}; for attention to an encoder its states {@code
 * [items, encoderLength, width]}; weight and bias of {@code c_attn}, with an encoder {@code
 * c_enc_kv}, and {@code c_proj}.
 */
public final class AttentionKernel implements GraphKernel {
  private final BlockShape shape;
  private final KernelMemory memory;
  private final GroupedAttention attention;
  private final BlockTrace trace;

  /**
   * Makes the kernel.
   *
   * @param shape which attention; its scale is not used
   * @param memory shared by the kernels of a graph
   */
  public AttentionKernel(BlockShape shape, KernelMemory memory) {
    this.shape = shape;
    this.memory = memory;
    this.attention = new GroupedAttention(shape.kind(), shape.length(), shape.heads());
    this.trace = new BlockTrace(memory);
  }

  @Override
  public String name() {
    return "attention, " + shape.kind();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    return new int[][] {inputShapes[0]};
  }

  private int firstParameter() {
    return shape.kind().attendsToEncoder() ? 2 : 1;
  }

  private @Nullable NativeMatrix encoder(List<GraphInput> inputs) {
    return shape.kind().attendsToEncoder() ? rows(inputs.get(1)) : null;
  }

  /** Projections and attention; what follows from them is in the trace's memory. */
  private AttentionPass run(List<GraphInput> inputs, AttentionParameters parameters) {
    NativeMatrix x = rows(inputs.get(0));
    NativeMatrix encoder = encoder(inputs);
    AttentionPass.Batch batch =
        new AttentionPass.Batch(
            inputs.get(0).dimension(0), x.rows(), encoder == null ? 0 : encoder.rows());
    AttentionPass pass = new AttentionPass(parameters, attention, batch, trace, memory);
    new RowTiles(x.rows()).forEach(memory, (tile, scratch) -> pass.project(part(x, tile), tile));
    pass.attend(encoder, null);
    return pass;
  }

  private AttentionParameters parameters(List<GraphInput> inputs) {
    return AttentionParameters.of(inputs, firstParameter(), shape.kind().attendsToEncoder());
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    synchronized (memory) {
      AttentionParameters parameters = parameters(inputs);
      NativeMatrix attended = run(inputs, parameters).attended();
      NativeMatrix x = rows(inputs.get(0));
      NativeMatrix y = NativeMatrix.of(outputs.get(0).tensorToFill(), x.rows(), x.columns());
      new RowTiles(x.rows())
          .forEach(
              memory,
              (tile, scratch) -> parameters.output().forward(part(attended, tile), part(y, tile)));
    }
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    synchronized (memory) {
      AttentionParameters parameters = parameters(inputs);
      AttentionPass pass = run(inputs, parameters);
      NativeMatrix gradient = rows(outputGradients.get(0));
      int state = parameters.state();
      NativeMatrix ofAttended =
          NativeMatrix.of(
              memory.shared(Slot.ATTENDED_GRADIENT, gradient.rows() * state),
              gradient.rows(),
              state);
      Gradients gradients = new Gradients(inputs, inputGradients);
      int outputLayer = inputs.size() - 2;
      gradients.layer(parameters.output(), pass.attended(), gradient, ofAttended, outputLayer);
      new RowTiles(gradient.rows()).forEach(memory, pass::clearGradients);
      AttentionPass.Gradients projections =
          pass.backward(new GroupedAttention.Gradient(ofAttended, null));
      gradients.layer(
          parameters.input(),
          rows(inputs.get(0)),
          projections.projected(),
          gradients.of(0),
          firstParameter());
      NativeMatrix encoder = encoder(inputs);
      NativeMatrix ofEncoder = projections.encoder();
      DenseLayer encoderLayer = parameters.encoder();
      if (encoder != null && ofEncoder != null && encoderLayer != null) {
        gradients.layer(encoderLayer, encoder, ofEncoder, gradients.of(1), firstParameter() + 2);
      }
      gradients.weights.compute();
    }
  }

  /** Gradients of dense layers, written to the gradients of the kernel's inputs. */
  private final class Gradients {
    private final List<GraphInput> inputs;
    private final List<GraphOutput> results;
    private final WeightGradients weights = new WeightGradients(memory);

    Gradients(List<GraphInput> inputs, List<GraphOutput> results) {
      this.inputs = inputs;
      this.results = results;
    }

    NativeMatrix of(int input) {
      NativeMatrix rows = rows(inputs.get(input));
      return NativeMatrix.of(results.get(input).tensorToFill(), rows.rows(), rows.columns());
    }

    void layer(DenseLayer layer, NativeMatrix x, NativeMatrix dy, NativeMatrix dx, int parameter) {
      RowTiles tiles = new RowTiles(dy.rows());
      TileSums bias = new TileSums(tiles, dy.columns());
      tiles.forEach(
          memory,
          (tile, scratch) -> {
            float[] values = scratch.array(0, tile.count() * dy.columns());
            part(dy, tile).read(values);
            bias.add(tile, values);
            layer.inputGradient(part(dy, tile), part(dx, tile));
          });
      weights.add(x, dy, of(parameter));
      results.get(parameter + 1).write(bias.total());
    }
  }
}
