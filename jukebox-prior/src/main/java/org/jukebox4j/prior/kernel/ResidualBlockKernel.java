package org.jukebox4j.prior.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.prior.kernel.BlockForward.BlockKernelMemory;

/**
 * One layer of a transformer, {@code h = x + s * (a + m)} with {@code a = attention(norm(x))} and
 * {@code m = feedForward(norm(x + a))}, for a batch of whole sequences. Source: Dhariwal et al.
 * 2020, appendix A.
 *
 * <p>Inputs: {@code x [items, length, width]}; for attention to an encoder its states {@code
 * [items, encoderLength, width]}; then gain and shift of the first normalisation, weight and bias
 * of {@code c_attn}, with an encoder {@code c_enc_kv}, {@code c_proj}, gain and shift of the second
 * normalisation, weight and bias of the feed-forward's {@code c_fc} and {@code c_proj}.
 *
 * <p>With a guided head, two more inputs: first and end of the encoder's positions that each
 * position should attend to, integers {@code [items, length]}, the same where that is not known. A
 * second output {@code [items, length]} then says how many bits the head misses them by.
 */
public final class ResidualBlockKernel implements GraphKernel {
  private final BlockShape shape;
  private final KernelMemory memory;
  private final GroupedAttention attention;
  private final BlockTrace trace;

  /**
   * Makes the kernel.
   *
   * @param shape what it computes
   * @param memory shared by the kernels of a graph
   */
  public ResidualBlockKernel(BlockShape shape, KernelMemory memory) {
    this.shape = shape;
    this.memory = memory;
    this.attention = new GroupedAttention(shape.kind(), shape.length(), shape.heads());
    this.trace = new BlockTrace(memory);
  }

  @Override
  public String name() {
    return "residual attention block, " + shape.kind();
  }

  @Override
  public int outputs() {
    return shape.isGuided() ? 2 : 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] x = inputShapes[0];
    if (x.length != 3 || x[1] != shape.length()) {
      throw new IllegalArgumentException(
          "%s: x: expected [items, %d, width] but was %s"
              .formatted(name(), shape.length(), Arrays.toString(x)));
    }
    return shape.isGuided() ? new int[][] {x, {x[0], x[1]}} : new int[][] {x};
  }

  private boolean attendsToEncoder() {
    return shape.kind().attendsToEncoder();
  }

  /** What is computed from: all but the integers. */
  private List<GraphInput> operands(List<GraphInput> inputs) {
    return shape.isGuided() ? inputs.subList(0, inputs.size() - 2) : inputs;
  }

  private @Nullable LyricsGuide guide(List<GraphInput> inputs, float[] rows) {
    return shape.isGuided()
        ? new LyricsGuide(
            shape.guidedHead(),
            inputs.get(inputs.size() - 2).integers(),
            inputs.get(inputs.size() - 1).integers(),
            rows)
        : null;
  }

  private BlockForward pass(List<GraphInput> inputs) {
    BlockParameters parameters = BlockParameters.of(inputs, attendsToEncoder());
    NativeMatrix x = rows(inputs.get(0));
    int encoderRows = attendsToEncoder() ? rows(inputs.get(1)).rows() : 0;
    AttentionPass.Batch batch =
        new AttentionPass.Batch(inputs.get(0).dimension(0), x.rows(), encoderRows);
    AttentionPass middle =
        new AttentionPass(parameters.attention(), attention, batch, trace, memory);
    return new BlockForward(
        parameters, middle, x, trace, new BlockKernelMemory(memory, shape.scale()));
  }

  private @Nullable NativeMatrix encoder(List<GraphInput> inputs) {
    return attendsToEncoder() ? rows(inputs.get(1)) : null;
  }

  /** {@code [items, time, width]} as {@code [items * time, width]}. */
  static NativeMatrix rows(GraphInput input) {
    int width = input.dimension(input.shape().length - 1);
    return NativeMatrix.of(input.tensor(), input.size() / width, width);
  }

  @Override
  public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    synchronized (memory) {
      NativeMatrix x = rows(inputs.get(0));
      NativeMatrix output = NativeMatrix.of(outputs.get(0).tensorToFill(), x.rows(), x.columns());
      float[] missed = new float[shape.isGuided() ? x.rows() : 0];
      pass(inputs).run(encoder(inputs), output, guide(inputs, missed));
      if (shape.isGuided()) {
        outputs.get(1).write(missed);
      }
      trace.remember(operands(inputs));
    }
  }

  @Override
  public void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> inputGradients) {
    synchronized (memory) {
      boolean known = trace.isOf(operands(inputs));
      BlockForward forward = pass(inputs);
      NativeMatrix encoder = encoder(inputs);
      if (!known) {
        forward.run(encoder, null, null);
        trace.remember(operands(inputs));
      }
      NativeMatrix x = forward.x();
      LyricsGuide guide = shape.isGuided() ? guide(inputs, outputGradients.get(1).floats()) : null;
      NativeMatrix inputGradient =
          NativeMatrix.of(inputGradients.get(0).tensorToFill(), x.rows(), x.columns());
      new BlockBackward(forward, rows(outputGradients.get(0)), inputGradient)
          .run(encoder, guide, inputGradients);
    }
  }
}
