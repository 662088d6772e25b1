package org.jukebox4j.core.sequence;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.kernel.BiasRows;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.vector.RowArithmetic;
import org.jukebox4j.core.vector.Rows;

/**
 * {@code y = x + s * conv1(relu(conv3(relu(x))))} with its gradients. The rectified rows between
 * the two convolutions are kept for the way back; everything else is computed tile by tile.
 */
final class TrainableResidualBlock implements TrainableLayer {
  private static final int TAPS = 3;

  private final int width;
  private final int hidden;
  private final float scale;
  private final RowArithmetic rows;
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

  TrainableResidualBlock(ResidualStackConfig config, int dilation, LayerArithmetic arithmetic) {
    width = config.width();
    hidden = config.hiddenWidth();
    scale = config.scale().factor(config.depth());
    rows = arithmetic.rows();
    dilated = TapGeometry.of(ConvolutionShape.keepingLength(width, hidden, TAPS, dilation));
    dilatedForward = new TapMatrix(dilated, TapMatrix.Makes.SHORT, arithmetic);
    dilatedBackward = new TapMatrix(dilated, TapMatrix.Makes.LONG, arithmetic);
    pointwise = TapGeometry.of(ConvolutionShape.keepingLength(hidden, width, 1, 1));
    pointwiseForward = new TapMatrix(pointwise, TapMatrix.Makes.SHORT, arithmetic);
    pointwiseBackward = new TapMatrix(pointwise, TapMatrix.Makes.LONG, arithmetic);
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
              Rows shifted = seen.copy(x, item, window);
              rows.rectify(window, 0, window, 0, seen.length());
              Rows kept = new Rows(between, inner.at(item, first), hidden);
              dilatedBias.fill(between, kept.from(), count * hidden);
              dilatedForward.product().addTo(shifted, kept, count);
              rows.rectify(between, kept.from(), between, kept.from(), count * hidden);
              Rows made = new Rows(y.values(), y.at(item, first), width);
              pointwiseBias.fill(y.values(), made.from(), count * width);
              rows.add(x.values(), made.from(), y.values(), made.from(), count * width);
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
    Arrays.setAll(innerSums, piece -> new ColumnSums(hidden, rows));
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
          rows.keepWherePositive(between, made.from(), made.values(), made.from(), count * hidden);
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
          Rows shifted = seen.rows(inner, item, room);
          float[] rectified = scratch.rows(2 * size);
          int at = x.at(item, first);
          rows.rectify(x.values(), at, rectified, 0, size);
          sums.of(piece).add(shifted, new Rows(rectified, 0, width), count);
          Arrays.fill(rectified, size, 2 * size, 0f);
          dilatedBackward.product().addTo(shifted, new Rows(rectified, size, width), count);
          rows.keepWherePositive(rectified, 0, rectified, size, size);
          rows.add(rectified, size, gradient.values(), at, size);
        });
    sums.finish(parameters.get(0), new float[1], 1f);
  }
}
