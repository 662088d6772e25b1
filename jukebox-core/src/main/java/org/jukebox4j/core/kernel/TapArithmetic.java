package org.jukebox4j.core.kernel;

import java.util.Optional;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.vector.TapShape;

/** The form of matrix product that suits the shape of a convolution. */
interface TapArithmetic extends AutoCloseable {
  /** Below this many input channels, taps are gathered side by side into one longer row. */
  int FEW_INPUTS = 16;

  /** Up to this many output channels, taps are multiplied first and shifted afterwards. */
  int FEW_OUTPUTS = 4;

  /** Rows that overlap little are not worth multiplying once for all taps. */
  int SHORT_REACH = 64;

  /** As {@link TimeLayer#forward}. */
  void forward(float[] x, int from, int steps, float[] y, int to, TileScratch scratch);

  @Override
  void close();

  /**
   * Chooses the form.
   *
   * @param shape the convolution
   * @param packed its weight, {@code [kernel * inputs, outputs]}
   * @param bias {@code [outputs]}
   * @return the arithmetic
   */
  static TapArithmetic choose(ConvolutionShape shape, FloatTensor packed, float[] bias) {
    int row = shape.inputs();
    TapShape seen =
        shape.dilation() == 1
            ? new TapShape(1, 0, shape.kernel() * row) // the taps lie side by side
            : new TapShape(shape.kernel(), shape.dilation() * row, row);
    Optional<ShiftedRows> rows = ShiftedRows.of(seen, shape.stride() * row, packed, bias);
    if (rows.isPresent()) {
      return rows.get();
    }
    return chooseProduct(shape, packed, bias);
  }

  private static TapArithmetic chooseProduct(
      ConvolutionShape shape, FloatTensor packed, float[] bias) {
    int reach = (shape.kernel() - 1) * shape.dilation();
    if (shape.stride() == 1 && shape.outputs() <= FEW_OUTPUTS && reach <= SHORT_REACH) {
      return new SummedTaps(shape, packed, bias);
    }
    if (shape.stride() == 1 && (shape.inputs() >= FEW_INPUTS || shape.kernel() == 1)) {
      return new ShiftedTaps(new ShiftedProduct(packed, shape.kernel(), shape.dilation()), bias);
    }
    int wide = shape.inputs() * shape.stride();
    if (shape.dilation() == 1 && shape.kernel() % shape.stride() == 0 && wide >= FEW_INPUTS) {
      // [time / stride, stride * inputs]: rows of one stride are one longer row.
      return new ShiftedTaps(new ShiftedProduct(packed, shape.kernel() / shape.stride(), 1), bias);
    }
    return new GatheredTaps(shape, packed, bias);
  }
}
