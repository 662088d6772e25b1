package org.jukebox4j.core.sequence;

import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.tensor.FloatTensor;

/** A convolution of any stride and dilation, {@code [rows, inputs] -> [rows', outputs]}. */
final class TrainableConvolution implements TrainableLayer {
  private final TapGeometry geometry;
  private final TapMatrix forward;
  private final TapMatrix backward;
  private BiasRows bias;

  TrainableConvolution(ConvolutionShape shape) {
    geometry = TapGeometry.of(shape);
    forward = new TapMatrix(geometry, TapMatrix.Makes.SHORT);
    backward = new TapMatrix(geometry, TapMatrix.Makes.LONG);
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
    forward.load(parameters.get(0));
    backward.load(parameters.get(0));
    bias = new BiasRows(parameters.get(1));
  }

  @Override
  public void forward(BatchRows x, BatchRows y, SequenceMemory memory) {
    int seen = geometry.taps() * geometry.groupWidth();
    int outputs = outputs();
    RowPieces.of(y.items(), y.rows(), 1)
        .forEachTile(
            memory,
            (piece, item, first, count, scratch, starts) -> {
              FloatTensor columns = scratch.columns(count * seen);
              FloatTensor result = scratch.result(count * outputs);
              float[] array = scratch.array(count * seen);
              TapColumns.ofLong(geometry, first).gather(x, item, count, array);
              columns.write(0, array, 0, count * seen); // [count, taps * groupWidth]
              bias.fill(result, count * outputs);
              Products.Sizes sizes = new Products.Sizes(count, outputs, seen);
              Products.multiply(sizes, columns, forward.values(), result, 1f, 1f);
              result.read(0, y.values(), y.start(item) + first * outputs, count * outputs);
            });
  }

  @Override
  public BatchRows backward(
      BatchRows x,
      BatchRows gradient,
      float[] spare,
      List<float[]> parameters,
      SequenceMemory memory) {
    int group = geometry.groupWidth();
    int seen = geometry.taps() * outputs();
    int groups = geometry.groups(x.rows());
    BatchRows result = new BatchRows(spare, x.items(), x.rows(), x.width());
    RowPieces pieces = RowPieces.of(x.items(), groups, geometry.size());
    WeightSums sums = new WeightSums(backward, geometry.size(), outputs(), pieces.count(), memory);
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch, starts) -> {
          FloatTensor columns = scratch.columns(count * seen);
          FloatTensor rows = scratch.rows(count * group);
          FloatTensor product = scratch.result(count * group);
          float[] array = scratch.array(count * Math.max(seen, group));
          int firstGroup = geometry.firstGroup() + first;
          TapColumns.ofShort(geometry, firstGroup).gather(gradient, item, count, array);
          columns.write(0, array, 0, count * seen); // [count, taps * outputs]
          TapColumns longSide = TapColumns.groups(geometry, firstGroup);
          longSide.gather(x, item, count, array);
          rows.write(0, array, 0, count * group); // [count, groupWidth]
          Products.multiply(
              new Products.Sizes(count, group, seen), columns, backward.values(), product, 1f, 0f);
          Products.multiplyTransposed(
              new Products.Sizes(seen, group, count), columns, rows, sums.of(piece, starts), 1f);
          product.read(0, array, 0, count * group);
          longSide.scatter(array, count, result, item);
          int end = first + count == groups ? gradient.rows() : first + count;
          addBias(gradient, item, first, end, sums.bias(piece));
        });
    sums.finish(parameters.get(0), parameters.get(1), 1f);
    return result;
  }

  private void addBias(BatchRows gradient, int item, int first, int end, ColumnSums sums) {
    int last = Math.min(end, gradient.rows());
    if (last > first) {
      sums.add(
          gradient.values(), gradient.start(item) + first * outputs(), (last - first) * outputs());
    }
  }

  @Override
  public void close() {
    forward.close();
    backward.close();
  }
}
