package org.jukebox4j.core.sequence;

import java.util.Arrays;

/**
 * Copies the elements that some steps see into rows, taps side by side. What lies before the start
 * or after the end of an item is zero.
 *
 * @param first index within the item of the first element of the first step's first tap
 * @param step elements from one step to the next
 * @param taps pieces of a row
 * @param distance elements from one tap to the next, negative for taps that look back
 * @param width elements of a tap
 */
record TapColumns(int first, int step, int taps, int distance, int width) {
  /** What rows of the short side see of the long side. */
  static TapColumns ofLong(TapGeometry geometry, int firstStep) {
    int group = geometry.groupWidth();
    int first = geometry.groupStart(firstStep);
    return geometry.dilation() == 1
        ? new TapColumns(first, group, 1, 0, geometry.taps() * group)
        : new TapColumns(first, group, geometry.taps(), geometry.dilation() * group, group);
  }

  /** What groups of the long side see of the short side. */
  static TapColumns ofShort(TapGeometry geometry, int firstGroup) {
    int width = geometry.shortWidth();
    return new TapColumns(
        firstGroup * width, width, geometry.taps(), -geometry.dilation() * width, width);
  }

  /** Groups of the long side themselves. */
  static TapColumns groups(TapGeometry geometry, int firstGroup) {
    int group = geometry.groupWidth();
    return new TapColumns(geometry.groupStart(firstGroup), group, 1, 0, group);
  }

  int rowWidth() {
    return taps * width;
  }

  /**
   * Copies the rows of some steps.
   *
   * @param from the batch
   * @param item which item of it
   * @param steps how many steps
   * @param into receives {@code [steps, taps * width]}
   */
  void gather(BatchRows from, int item, int steps, float[] into) {
    int length = from.itemSize();
    int start = from.start(item);
    float[] values = from.values();
    if (taps == 1 && step == width) {
      copy(values, start, length, first, into, 0, steps * width);
      return;
    }
    int at = 0;
    for (int i = 0; i < steps; i++) {
      int element = first + i * step;
      for (int tap = 0; tap < taps; tap++) {
        if (element >= 0 && element + width <= length) {
          System.arraycopy(values, start + element, into, at, width);
        } else {
          copy(values, start, length, element, into, at, width);
        }
        element += distance;
        at += width;
      }
    }
  }

  private static void copy(
      float[] values, int start, int length, int element, float[] into, int at, int count) {
    int before = Math.min(count, Math.max(0, -element));
    int present = Math.max(0, Math.min(count, length - element) - before);
    Arrays.fill(into, at, at + before, 0f);
    if (present > 0) {
      System.arraycopy(values, start + element + before, into, at + before, present);
    }
    Arrays.fill(into, at + before + present, at + count, 0f);
  }

  /**
   * Copies what is inside the item back to where {@link #gather} with one tap would find it.
   *
   * @param rows {@code [steps, width]}
   * @param steps how many steps
   * @param into the batch
   * @param item which item of it
   */
  void scatter(float[] rows, int steps, BatchRows into, int item) {
    int begin = Math.max(0, first);
    int end = Math.min(into.itemSize(), first + steps * width);
    if (end > begin) {
      System.arraycopy(rows, begin - first, into.values(), into.start(item) + begin, end - begin);
    }
  }
}
