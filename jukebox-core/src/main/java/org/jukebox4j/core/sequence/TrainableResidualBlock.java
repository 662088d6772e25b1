package org.jukebox4j.core.sequence;

import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * {@code y = x + s * conv1(relu(conv3(relu(x))))} with its gradients. The rectified rows between
 * the two convolutions are kept for the way back; everything else is computed tile by tile.
 */
final class TrainableResidualBlock implements TrainableLayer {
  private static final int TAPS = 3;

  private final int width;
  private final int hidden;
  private final float scale;
  private final TapGeometry dilated;
  private final TapMatrix dilatedForward;
  private final TapMatrix dilatedBackward;
  private final TapGeometry pointwise;
  private final TapMatrix pointwiseForward;
  private final TapMatrix pointwiseBackward;
  private BiasRows dilatedBias;
  private BiasRows pointwiseBias;

  /** {@code [items, rows, hidden]}, rectified. */
  private float[] between = new float[0];

  TrainableResidualBlock(int width, int hidden, int dilation, float scale) {
    this.width = width;
    this.hidden = hidden;
    this.scale = scale;
    dilated = TapGeometry.of(ConvolutionShape.keepingLength(width, hidden, TAPS, dilation));
    dilatedForward = new TapMatrix(dilated, TapMatrix.Makes.SHORT);
    dilatedBackward = new TapMatrix(dilated, TapMatrix.Makes.LONG);
    pointwise = TapGeometry.of(ConvolutionShape.keepingLength(hidden, width, 1, 1));
    pointwiseForward = new TapMatrix(pointwise, TapMatrix.Makes.SHORT);
    pointwiseBackward = new TapMatrix(pointwise, TapMatrix.Makes.LONG);
    dilatedBias = new BiasRows(new float[hidden]);
    pointwiseBias = new BiasRows(new float[width]);
  }

  @Override
  public int outputs() {
    return width;
  }

  @Override
  public int outputRows(int rows) {
    return rows;
  }

  @Override
  public void load(List<float[]> parameters) {
    dilatedForward.load(parameters.get(0));
    dilatedBackward.load(parameters.get(0));
    dilatedBias = new BiasRows(parameters.get(1));
    pointwiseForward.load(parameters.get(2));
    pointwiseBackward.load(parameters.get(2));
    pointwiseBias = new BiasRows(scaled(parameters.get(3)));
  }

  private float[] scaled(float[] bias) {
    float[] result = bias.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= scale;
    }
    return result;
  }

  @Override
  public void forward(BatchRows x, BatchRows y, SequenceMemory memory) {
    int size = Math.multiplyExact(x.items() * x.rows(), hidden);
    if (between.length < size) {
      between = new float[size];
    }
    BatchRows inner = new BatchRows(between, x.items(), x.rows(), hidden);
    RowPieces.of(x.items(), x.rows(), 1)
        .forEachTile(
            memory,
            (piece, item, first, count, scratch, starts) -> {
              dilate(x, inner, item, first, count, scratch);
              project(x, y, item, first, count, scratch);
            });
  }

  /** {@code relu(conv3(relu(x)))}, kept, and left in {@code scratch.rows}. */
  private void dilate(
      BatchRows x, BatchRows inner, int item, int first, int count, TapScratch scratch) {
    int seen = TAPS * width;
    FloatTensor columns = scratch.columns(count * seen);
    FloatTensor rows = scratch.rows(count * hidden);
    float[] array = scratch.array(count * Math.max(seen, hidden));
    TapColumns.ofLong(dilated, first).gather(x, item, count, array);
    rectify(array, 0, count * seen);
    columns.write(0, array, 0, count * seen); // [count, taps * width]
    dilatedBias.fill(rows, count * hidden);
    Products.Sizes sizes = new Products.Sizes(count, hidden, seen);
    Products.multiply(sizes, columns, dilatedForward.values(), rows, 1f, 1f);
    int at = inner.start(item) + first * hidden;
    rows.read(0, inner.values(), at, count * hidden);
    rectify(inner.values(), at, count * hidden);
    rows.write(0, inner.values(), at, count * hidden);
  }

  private void project(
      BatchRows x, BatchRows y, int item, int first, int count, TapScratch scratch) {
    FloatTensor rows = scratch.rows(count * hidden);
    FloatTensor result = scratch.result(count * width);
    int at = x.start(item) + first * width;
    result.write(0, x.values(), at, count * width); // the residual connection
    Products.Sizes sizes = new Products.Sizes(count, width, hidden);
    Products.multiply(sizes, rows, pointwiseForward.values(), result, scale, 1f);
    result.read(0, y.values(), at, count * width);
    pointwiseBias.add(y.values(), at, count * width);
  }

  @Override
  public BatchRows backward(
      BatchRows x,
      BatchRows gradient,
      float[] spare,
      List<float[]> parameters,
      SequenceMemory memory) {
    int size = Math.multiplyExact(x.items() * x.rows(), hidden);
    BatchRows inner = new BatchRows(memory.between(size), x.items(), x.rows(), hidden);
    throughPointwise(gradient, inner, parameters, memory);
    throughDilated(x, gradient, inner, parameters, memory);
    return gradient;
  }

  /** From the block's output to what goes into the inner rectifier. */
  private void throughPointwise(
      BatchRows gradient, BatchRows inner, List<float[]> parameters, SequenceMemory memory) {
    int weights = pointwise.size();
    RowPieces pieces = RowPieces.of(gradient.items(), gradient.rows(), weights);
    WeightSums sums = new WeightSums(pointwiseBackward, weights, width, pieces.count(), memory);
    ColumnSums[] innerSums = new ColumnSums[pieces.count()];
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch, starts) -> {
          FloatTensor outer = scratch.columns(count * width);
          FloatTensor kept = scratch.rows(count * hidden);
          FloatTensor product = scratch.result(count * hidden);
          int outerAt = gradient.start(item) + first * width;
          int innerAt = inner.start(item) + first * hidden;
          outer.write(0, gradient.values(), outerAt, count * width);
          kept.write(0, between, innerAt, count * hidden);
          Products.multiply(
              new Products.Sizes(count, hidden, width),
              outer,
              pointwiseBackward.values(),
              product,
              scale,
              0f);
          Products.multiplyTransposed(
              new Products.Sizes(width, hidden, count), outer, kept, sums.of(piece, starts), scale);
          product.read(0, inner.values(), innerAt, count * hidden);
          keepWherePositive(inner.values(), between, innerAt, count * hidden);
          sums.bias(piece).add(gradient.values(), outerAt, count * width);
          if (starts) {
            innerSums[piece] = new ColumnSums(hidden);
          }
          innerSums[piece].add(inner.values(), innerAt, count * hidden);
        });
    sums.finish(parameters.get(2), parameters.get(3), scale);
    for (ColumnSums each : innerSums) {
      each.addTo(parameters.get(1), 1f);
    }
  }

  /** From there to the block's input, added to what came through the residual connection. */
  private void throughDilated(
      BatchRows x,
      BatchRows gradient,
      BatchRows inner,
      List<float[]> parameters,
      SequenceMemory memory) {
    int seen = TAPS * hidden;
    RowPieces pieces = RowPieces.of(x.items(), x.rows(), dilated.size());
    WeightSums sums = new WeightSums(dilatedBackward, dilated.size(), 1, pieces.count(), memory);
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch, starts) -> {
          FloatTensor columns = scratch.columns(count * seen);
          FloatTensor rows = scratch.rows(count * width);
          FloatTensor product = scratch.result(count * width);
          float[] array = scratch.array(count * Math.max(seen, width));
          float[] rectified = scratch.mask(count * width);
          TapColumns.ofShort(dilated, dilated.firstGroup() + first)
              .gather(inner, item, count, array);
          columns.write(0, array, 0, count * seen); // [count, taps * hidden]
          int at = x.start(item) + first * width;
          System.arraycopy(x.values(), at, rectified, 0, count * width);
          rectify(rectified, 0, count * width);
          rows.write(0, rectified, 0, count * width);
          Products.multiply(
              new Products.Sizes(count, width, seen),
              columns,
              dilatedBackward.values(),
              product,
              1f,
              0f);
          Products.multiplyTransposed(
              new Products.Sizes(seen, width, count), columns, rows, sums.of(piece, starts), 1f);
          product.read(0, array, 0, count * width);
          keepWherePositive(array, rectified, 0, count * width);
          add(gradient.values(), at, array, count * width);
        });
    sums.finish(parameters.get(0), new float[1], 1f);
  }

  private static void rectify(float[] x, int from, int length) {
    for (int i = from; i < from + length; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  /** The derivative of the rectifier, 0 at 0; a product and a minimum, which vectorise. */
  private static void keepWherePositive(float[] x, float[] rectified, int from, int length) {
    for (int i = from; i < from + length; i++) {
      x[i] *= Math.min(1f, rectified[i] * Float.MAX_VALUE);
    }
  }

  private static void add(float[] y, int at, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      y[at + i] += x[i];
    }
  }

  @Override
  public void close() {
    dilatedForward.close();
    dilatedBackward.close();
    pointwiseForward.close();
    pointwiseBackward.close();
  }
}
