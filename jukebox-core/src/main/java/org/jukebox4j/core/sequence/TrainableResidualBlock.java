package org.jukebox4j.core.sequence;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.vector.Rows;
import org.jukebox4j.core.vector.TapProducts;

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

  TrainableResidualBlock(ResidualStackConfig config, int dilation, TapProducts products) {
    width = config.width();
    hidden = config.hiddenWidth();
    scale = config.scale().factor(config.depth());
    dilated = TapGeometry.of(ConvolutionShape.keepingLength(width, hidden, TAPS, dilation));
    dilatedForward = new TapMatrix(dilated, TapMatrix.Makes.SHORT, products);
    dilatedBackward = new TapMatrix(dilated, TapMatrix.Makes.LONG, products);
    pointwise = TapGeometry.of(ConvolutionShape.keepingLength(hidden, width, 1, 1));
    pointwiseForward = new TapMatrix(pointwise, TapMatrix.Makes.SHORT, products);
    pointwiseBackward = new TapMatrix(pointwise, TapMatrix.Makes.LONG, products);
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
    dilatedForward.load(parameters.get(0), 1f);
    dilatedBackward.load(parameters.get(0), 1f);
    dilatedBias = new BiasRows(parameters.get(1));
    pointwiseForward.load(parameters.get(2), scale);
    pointwiseBackward.load(parameters.get(2), scale);
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
            (piece, item, first, count, scratch) -> {
              TapWindow seen = TapWindow.ofLong(dilated, first, count);
              float[] window = scratch.window(seen.length());
              Rows rows = seen.copy(x, item, window);
              rectify(window, 0, seen.length());
              Rows kept = new Rows(between, inner.at(item, first), hidden);
              dilatedBias.fill(between, kept.from(), count * hidden);
              dilatedForward.product().addTo(rows, kept, count);
              rectify(between, kept.from(), count * hidden);
              Rows made = new Rows(y.values(), y.at(item, first), width);
              System.arraycopy(x.values(), made.from(), y.values(), made.from(), count * width);
              pointwiseBias.add(y.values(), made.from(), count * width);
              pointwiseForward.product().addTo(kept, made, count);
            });
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
    RowPieces pieces = RowPieces.of(gradient.items(), gradient.rows(), pointwise.size());
    WeightSums sums = new WeightSums(pointwiseBackward, width, pieces.count());
    ColumnSums[] innerSums = new ColumnSums[pieces.count()];
    Arrays.setAll(innerSums, piece -> new ColumnSums(hidden));
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch) -> {
          Rows outer = new Rows(gradient.values(), gradient.at(item, first), width);
          Rows kept = new Rows(between, inner.at(item, first), hidden);
          Rows made = new Rows(inner.values(), inner.at(item, first), hidden);
          sums.of(piece).add(outer, kept, count);
          sums.bias(piece).add(outer.values(), outer.from(), count * width);
          Arrays.fill(made.values(), made.from(), made.from() + count * hidden, 0f);
          pointwiseBackward.product().addTo(outer, made, count);
          keepWherePositive(made.values(), between, made.from(), count * hidden);
          innerSums[piece].add(made.values(), made.from(), count * hidden);
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
    RowPieces pieces = RowPieces.of(x.items(), x.rows(), dilated.size());
    WeightSums sums = new WeightSums(dilatedBackward, 1, pieces.count());
    pieces.forEachTile(
        memory,
        (piece, item, first, count, scratch) -> {
          int size = count * width;
          TapWindow seen = TapWindow.ofShort(dilated, dilated.firstGroup() + first, count);
          float[] room = scratch.window(seen.length());
          Rows rows = seen.rows(inner, item, room);
          float[] rectified = scratch.rows(2 * size);
          int at = x.at(item, first);
          System.arraycopy(x.values(), at, rectified, 0, size);
          rectify(rectified, 0, size);
          sums.of(piece).add(rows, new Rows(rectified, 0, width), count);
          Arrays.fill(rectified, size, 2 * size, 0f);
          dilatedBackward.product().addTo(rows, new Rows(rectified, size, width), count);
          addWherePositive(gradient.values(), at, rectified, size);
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

  /** Adds the second half of an array where the first half is positive. */
  private static void addWherePositive(float[] y, int at, float[] halves, int length) {
    for (int i = 0; i < length; i++) {
      y[at + i] += halves[length + i] * Math.min(1f, halves[i] * Float.MAX_VALUE);
    }
  }
}
