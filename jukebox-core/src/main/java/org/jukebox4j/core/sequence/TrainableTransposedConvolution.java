package org.jukebox4j.core.sequence;

import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.tensor.FloatTensor;

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

  TrainableTransposedConvolution(int inputs, int outputs, int stride) {
    this.outputs = outputs;
    this.stride = stride;
    geometry = TapGeometry.of(ConvolutionShape.downsampling(outputs, inputs, stride));
    forward = new TapMatrix(geometry, TapMatrix.Makes.LONG);
    backward = new TapMatrix(geometry, TapMatrix.Makes.SHORT);
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
    forward.load(parameters.get(0));
    backward.load(parameters.get(0));
    bias = new BiasRows(repeated(parameters.get(1)));
  }

  /** A group of the output holds as many rows as the stride. */
  private float[] repeated(float[] values) {
    float[] all = new float[stride * outputs];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % outputs];
    }
    return all;
  }

  @Override
  public void forward(BatchRows x, BatchRows y, SequenceMemory memory) {
    int group = geometry.groupWidth();
    int seen = geometry.taps() * geometry.shortWidth();
    RowPieces.of(y.items(), geometry.groups(y.rows()), 1)
        .forEachTile(
            memory,
            (piece, item, first, count, scratch, starts) -> {
              FloatTensor columns = scratch.columns(count * seen);
              FloatTensor result = scratch.result(count * group);
              float[] array = scratch.array(count * Math.max(seen, group));
              int firstGroup = geometry.firstGroup() + first;
              TapColumns.ofShort(geometry, firstGroup).gather(x, item, count, array);
              columns.write(0, array, 0, count * seen); // [count, taps * inputs]
              bias.fill(result, count * group);
              Products.Sizes sizes = new Products.Sizes(count, group, seen);
              Products.multiply(sizes, columns, forward.values(), result, 1f, 1f);
              result.read(0, array, 0, count * group);
              TapColumns.groups(geometry, firstGroup).scatter(array, count, y, item);
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
    int seen = geometry.taps() * geometry.groupWidth();
    BatchRows result = new BatchRows(spare, x.items(), x.rows(), x.width());
    RowPieces pieces = RowPieces.of(x.items(), x.rows(), geometry.size());
    WeightSums sums = new WeightSums(backward, geometry.size(), outputs, pieces.count(), memory);
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch, starts) -> {
          FloatTensor columns = scratch.columns(count * seen);
          FloatTensor rows = scratch.rows(count * inputs);
          FloatTensor product = scratch.result(count * inputs);
          float[] array = scratch.array(count * seen);
          TapColumns.ofLong(geometry, first).gather(gradient, item, count, array);
          columns.write(0, array, 0, count * seen); // [count, taps * stride * outputs]
          int at = x.start(item) + first * inputs;
          rows.write(0, x.values(), at, count * inputs);
          Products.multiply(
              new Products.Sizes(count, inputs, seen), columns, backward.values(), product, 1f, 0f);
          Products.multiplyTransposed(
              new Products.Sizes(seen, inputs, count), columns, rows, sums.of(piece, starts), 1f);
          product.read(0, spare, at, count * inputs);
          int step = stride * outputs;
          sums.bias(piece)
              .add(gradient.values(), gradient.start(item) + first * step, count * step);
        });
    sums.finish(parameters.get(0), parameters.get(1), 1f);
    return result;
  }

  @Override
  public void close() {
    forward.close();
    backward.close();
  }
}
