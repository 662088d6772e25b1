package org.jukebox4j.core.sequence;

import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.vector.TapShape;

/**
 * A convolution as matrix products over shifted rows. It joins a long side (the input of a
 * convolution, the output of a transposed one) and a short side: {@code short[t] = sum over taps j
 * of long[t + j * dilation] w[j]}.
 *
 * <p>The long side is read in groups of as many rows as the stride, so that in groups every
 * convolution has stride 1; where kernel and dilation do not fill whole groups, the matrices hold
 * zeros.
 *
 * @param shape the convolution from the long side to the short one
 * @param taps groups that a row of the short side sees
 * @param dilation groups from one tap to the next
 */
record TapGeometry(ConvolutionShape shape, int taps, int dilation) {
  static TapGeometry of(ConvolutionShape shape) {
    int span = span(shape);
    if (shape.padding() >= span) {
      throw new IllegalArgumentException(
          "padding must be less than the %d rows that an output sees, but was %d"
              .formatted(span, shape.padding()));
    }
    int stride = shape.stride();
    return stride == 1
        ? new TapGeometry(shape, shape.kernel(), shape.dilation())
        : new TapGeometry(shape, (span + stride - 1) / stride, 1);
  }

  private static int span(ConvolutionShape shape) {
    return Math.addExact(Math.multiplyExact(shape.kernel() - 1, shape.dilation()), 1);
  }

  int groupWidth() {
    return shape.stride() * shape.inputs();
  }

  int shortWidth() {
    return shape.outputs();
  }

  /** Elements of a matrix, zeros included. */
  int size() {
    return Math.multiplyExact(Math.multiplyExact(taps, groupWidth()), shortWidth());
  }

  /** What a row of the short side sees of the long side. */
  TapShape tapsOfLong() {
    return dilation == 1
        ? new TapShape(1, 0, taps * groupWidth()) // the taps lie side by side
        : new TapShape(taps, dilation * groupWidth(), groupWidth());
  }

  /** What a group of the long side sees of the short side. */
  TapShape tapsOfShort() {
    return new TapShape(taps, -dilation * shortWidth(), shortWidth());
  }

  int shortRows(int longRows) {
    int padded = longRows + 2 * shape.padding();
    return padded < span(shape) ? 0 : (padded - span(shape)) / shape.stride() + 1;
  }

  /** Number of the group that holds the first row of the long side. */
  int firstGroup() {
    return shape.padding() / shape.stride();
  }

  /** Groups from the first to the last one that holds a row of the long side. */
  int groups(int longRows) {
    return (longRows - 1 + shape.padding()) / shape.stride() - firstGroup() + 1;
  }

  /** Index of the first element of a group within an item; negative before the item's start. */
  int groupStart(int group) {
    return (group * shape.stride() - shape.padding()) * shape.inputs();
  }

  /** Index in {@code [taps, groupWidth, shortWidth]} of an element of {@code [out, in, kernel]}. */
  int indexForShort(int out, int in, int tap) {
    return rowOf(in, tap) * shortWidth() + out;
  }

  /** Index in {@code [taps, shortWidth, groupWidth]} of an element of {@code [out, in, kernel]}. */
  int indexForLong(int out, int in, int tap) {
    int row = rowOf(in, tap);
    int group = row / groupWidth();
    return (group * shortWidth() + out) * groupWidth() + row % groupWidth();
  }

  private int rowOf(int in, int tap) {
    return shape.stride() == 1
        ? tap * shape.inputs() + in
        : tap * shape.dilation() * shape.inputs() + in;
  }
}
