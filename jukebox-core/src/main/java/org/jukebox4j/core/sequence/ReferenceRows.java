package org.jukebox4j.core.sequence;

import java.util.function.Function;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layers in SameDiff's own operations: rows are padded with zeros, shifted copies are laid side
 * by side, and one matrix product does the rest. SameDiff's convolutions would be slower, and its
 * gradients of these few operations are known to be right.
 */
final class ReferenceRows {
  private final SameDiff graph;
  private final int items;
  private final Function<String, SDVariable> parameters;
  private int rows;

  ReferenceRows(SameDiff graph, SequenceShape shape, Function<String, SDVariable> parameters) {
    this.graph = graph;
    this.items = shape.items();
    this.rows = shape.rows();
    this.parameters = parameters;
  }

  /** {@code [items, rows, inputs] -> [items, rows', outputs]}. */
  SDVariable convolution(SDVariable x, String name, ConvolutionShape shape) {
    int span = (shape.kernel() - 1) * shape.dilation() + 1;
    int steps = (rows + 2 * shape.padding() - span) / shape.stride() + 1;
    SDVariable padded = padded(x, shape.padding(), shape.padding());
    SDVariable[] taps = new SDVariable[shape.kernel()];
    for (int tap = 0; tap < taps.length; tap++) {
      int from = tap * shape.dilation();
      int to = from + (steps - 1) * shape.stride() + 1;
      taps[tap] =
          graph.stridedSlice(
              padded,
              new long[] {0, from, 0},
              new long[] {items, to, shape.inputs()},
              1,
              shape.stride(),
              1); // [items, steps, inputs]
    }
    int seen = shape.kernel() * shape.inputs();
    SDVariable columns = taps.length == 1 ? taps[0] : graph.concat(2, taps);
    SDVariable weight =
        parameters
            .apply(name + ".weight")
            .permute(2, 1, 0)
            .reshape(seen, shape.outputs()); // [kernel * inputs, outputs]
    rows = steps;
    return columns
        .reshape(items * steps, seen)
        .mmul(weight)
        .add(parameters.apply(name + ".bias").reshape(1, shape.outputs()))
        .reshape(items, steps, shape.outputs());
  }

  /** {@code [items, rows, inputs] -> [items, rows * stride, outputs]}. */
  SDVariable transposedConvolution(SDVariable x, String name, int outputs, int stride) {
    SDVariable weightOfTaps = parameters.apply(name + ".weight");
    int inputs = Math.toIntExact(weightOfTaps.getShape()[0]);
    SDVariable padded = padded(x, 1, 1);
    SDVariable current = slice(padded, 1, rows + 1, inputs);
    SDVariable previous = slice(padded, 0, rows + 1, inputs);
    SDVariable weight =
        weightOfTaps
            .reshape(inputs, outputs, 2, stride)
            .permute(2, 0, 3, 1) // [current and previous, inputs, stride, outputs]
            .reshape(2 * inputs, stride * outputs);
    SDVariable groups =
        graph
            .concat(2, current, previous)
            .reshape(items * (rows + 1), 2 * inputs)
            .mmul(weight)
            .reshape(items, (rows + 1) * stride, outputs);
    rows *= stride;
    return slice(groups, stride / 2, rows, outputs)
        .add(parameters.apply(name + ".bias").reshape(1, 1, outputs));
  }

  /** {@code x + s * conv1(relu(conv3(relu(x))))}. */
  SDVariable residualBlock(SDVariable x, String prefix, ResidualStackConfig config, int dilation) {
    int width = config.width();
    int hidden = config.hiddenWidth();
    SDVariable inner =
        convolution(
            graph.nn().relu(x, 0),
            prefix + "1",
            ConvolutionShape.keepingLength(width, hidden, 3, dilation));
    SDVariable outer =
        convolution(
            graph.nn().relu(inner, 0),
            prefix + "3",
            ConvolutionShape.keepingLength(hidden, width, 1, 1));
    return x.add(outer.mul(config.scale().factor(config.depth())));
  }

  private SDVariable padded(SDVariable x, int before, int after) {
    if (before == 0 && after == 0) {
      return x;
    }
    SDVariable amounts =
        graph.constant(
            Nd4j.createFromArray(new int[][] {{0, 0}, {before, after}, {0, 0}})
                .castTo(DataType.INT));
    return graph.nn().pad(x, amounts, PadMode.CONSTANT, 0);
  }

  private SDVariable slice(SDVariable x, int from, int count, int width) {
    return graph.slice(x, new int[] {0, from, 0}, items, count, width);
  }
}
