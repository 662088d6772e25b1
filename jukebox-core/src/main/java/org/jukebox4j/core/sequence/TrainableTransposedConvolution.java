package org.jukebox4j.core.sequence;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.UpsamplingShape;
import org.jukebox4j.core.vector.Rows;

/**
 * A transposed convolution that multiplies the length by an even stride, {@code [rows, inputs] ->
 * [rows * stride, outputs]}: the convolution that would shorten its output to its input, run
 * backwards.
 */
final class TrainableTransposedConvolution implements TrainableLayer {
  private final TapGeometry geometry;
  private final int outputs;
  private final int stride;
  private final TapMatrix forward;
  private final TapMatrix backward;
  private BiasRows bias;

  TrainableTransposedConvolution(UpsamplingShape shape, LayerArithmetic arithmetic) {
    this.outputs = shape.outputs();
    this.stride = shape.stride();
    geometry =
        TapGeometry.of(ConvolutionShape.downsampling(outputs, shape.inputs(), shape.stride()));
    forward = new TapMatrix(geometry, TapMatrix.Makes.LONG, arithmetic);
    backward = new TapMatrix(geometry, TapMatrix.Makes.SHORT, arithmetic);
    bias = new BiasRows(new float[outputs]);
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int outputRows(int rows) {
    return Math.multiplyExact(rows, stride);
  }

  @Override
  public void load(List<float[]> parameters) {
    forward.load(parameters.get(0), 1f);
    backward.load(parameters.get(0), 1f);
    bias = new BiasRows(parameters.get(1));
  }

  @Override
  public void forward(BatchRows x, BatchRows y, SequenceMemory memory) {
    RowPieces.of(y.items(), geometry.groups(y.rows()), 1)
        .forEachTile(
            memory,
            (piece, item, first, count, scratch) -> {
              int firstGroup = geometry.firstGroup() + first;
              TapWindow seen = TapWindow.ofShort(geometry, firstGroup, count);
              Rows rows = seen.rows(x, item, scratch.window(seen.length()));
              TapWindow made = TapWindow.groups(geometry, firstGroup, count);
              float[] room = scratch.rows(made.length());
              bias.fill(room, 0, made.length());
              forward.product().addTo(rows, new Rows(room, 0, made.step()), count);
              made.scatter(room, y, item);
            });
  }

  @Override
  public BatchRows backward(
      BatchRows x,
      BatchRows gradient,
      float[] spare,
      List<float[]> parameters,
      SequenceMemory memory) {
    int inputs = geometry.shortWidth();
    int line = stride * outputs;
    BatchRows result = new BatchRows(spare, x.items(), x.rows(), x.width());
    RowPieces pieces = RowPieces.of(x.items(), x.rows(), geometry.size());
    WeightSums sums = new WeightSums(backward, outputs, pieces.count());
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch) -> {
          TapWindow seen = TapWindow.ofLong(geometry, first, count);
          Rows rows = seen.rows(gradient, item, scratch.window(seen.length()));
          int at = x.at(item, first);
          sums.of(piece).add(rows, new Rows(x.values(), at, inputs), count);
          Arrays.fill(spare, at, at + count * inputs, 0f);
          backward.product().addTo(rows, new Rows(spare, at, inputs), count);
          sums.bias(piece).add(gradient.values(), gradient.at(item, first * stride), count * line);
        });
    sums.finish(parameters.get(0), parameters.get(1), 1f);
    return result;
  }
}
