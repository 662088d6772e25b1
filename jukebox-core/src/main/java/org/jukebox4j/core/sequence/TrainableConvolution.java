package org.jukebox4j.core.sequence;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.vector.Rows;

/** A convolution of any stride and dilation, {@code [rows, inputs] -> [rows', outputs]}. */
final class TrainableConvolution implements TrainableLayer {
  /** Below this width of a group, the gradient of the weights has the outputs as columns. */
  private static final int NARROW = 8;

  private final TapGeometry geometry;
  private final TapMatrix forward;
  private final TapMatrix backward;
  private BiasRows bias;

  TrainableConvolution(ConvolutionShape shape, LayerArithmetic arithmetic) {
    geometry = TapGeometry.of(shape);
    forward = new TapMatrix(geometry, TapMatrix.Makes.SHORT, arithmetic);
    backward = new TapMatrix(geometry, TapMatrix.Makes.LONG, arithmetic);
    bias = new BiasRows(new float[shape.outputs()]);
  }

  @Override
  public int outputs() {
    return geometry.shortWidth();
  }

  @Override
  public int outputRows(int rows) {
    return geometry.shortRows(rows);
  }

  @Override
  public void load(List<float[]> parameters) {
    forward.load(parameters.get(0), 1f);
    backward.load(parameters.get(0), 1f);
    bias = new BiasRows(parameters.get(1));
  }

  @Override
  public void forward(BatchRows x, BatchRows y, SequenceMemory memory) {
    int outputs = outputs();
    RowPieces.of(y.items(), y.rows(), 1)
        .forEachTile(
            memory,
            (piece, item, first, count, scratch) -> {
              TapWindow seen = TapWindow.ofLong(geometry, first, count);
              Rows rows = seen.rows(x, item, scratch.window(seen.length()));
              Rows made = new Rows(y.values(), y.start(item) + first * outputs, outputs);
              bias.fill(y.values(), made.from(), count * outputs);
              forward.product().addTo(rows, made, count);
            });
  }

  @Override
  public BatchRows backward(
      BatchRows x,
      BatchRows gradient,
      float[] spare,
      List<float[]> parameters,
      SequenceMemory memory) {
    int groups = geometry.groups(x.rows());
    BatchRows result = new BatchRows(spare, x.items(), x.rows(), x.width());
    RowPieces pieces = RowPieces.of(x.items(), groups, geometry.size());
    boolean narrow = geometry.groupWidth() < NARROW;
    WeightSums sums = new WeightSums(narrow ? forward : backward, outputs(), pieces.count());
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch) -> {
          int firstGroup = geometry.firstGroup() + first;
          TapWindow seen = TapWindow.ofShort(geometry, firstGroup, count);
          Rows rows = seen.rows(gradient, item, scratch.window(seen.length()));
          TapWindow made = TapWindow.groups(geometry, firstGroup, count);
          float[] room = scratch.rows(made.length());
          if (!narrow) {
            sums.of(piece).add(rows, made.rows(x, item, room), count);
          }
          Arrays.fill(room, 0, made.length(), 0f);
          backward.product().addTo(rows, new Rows(room, 0, made.step()), count);
          made.scatter(room, result, item);
          int end = first + count == groups ? gradient.rows() : first + count;
          int steps = Math.min(end, gradient.rows()) - first;
          if (steps > 0) {
            Rows lines = new Rows(gradient.values(), gradient.at(item, first), outputs());
            sums.bias(piece).add(lines.values(), lines.from(), steps * outputs());
            if (narrow) {
              TapWindow input = TapWindow.ofLong(geometry, first, steps);
              Rows inputs = input.rows(x, item, scratch.window(input.length()));
              sums.of(piece).add(inputs, lines, steps);
            }
          }
        });
    sums.finish(parameters.get(0), parameters.get(1), 1f);
    return result;
  }
}
