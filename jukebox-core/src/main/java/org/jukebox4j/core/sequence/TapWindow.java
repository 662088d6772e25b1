package org.jukebox4j.core.sequence;

import java.util.Arrays;
import org.jukebox4j.core.vector.Rows;

/**
 * The stretch of an item that some steps see. What lies before the start or after the end of the
 * item is zero.
 *
 * @param first index within the item of its first element
 * @param length number of elements
 * @param offset elements from its start to the first tap of the first step
 * @param step elements from one step to the next
 */
record TapWindow(int first, int length, int offset, int step) {
  /** What rows of the short side see of the long side. */
  static TapWindow ofLong(TapGeometry geometry, int firstStep, int steps) {
    int group = geometry.groupWidth();
    int groups = steps + (geometry.taps() - 1) * geometry.dilation();
    return new TapWindow(geometry.groupStart(firstStep), groups * group, 0, group);
  }

  /** What groups of the long side see of the short side: their taps look back. */
  static TapWindow ofShort(TapGeometry geometry, int firstGroup, int steps) {
    int width = geometry.shortWidth();
    int reach = (geometry.taps() - 1) * geometry.dilation() * width;
    return new TapWindow(firstGroup * width - reach, reach + steps * width, reach, width);
  }

  /** Groups of the long side themselves. */
  static TapWindow groups(TapGeometry geometry, int firstGroup, int steps) {
    int group = geometry.groupWidth();
    return new TapWindow(geometry.groupStart(firstGroup), steps * group, 0, group);
  }

  /** Whether it lies between the start and the end of an item. */
  boolean isInside(BatchRows rows) {
    return first >= 0 && first + length <= rows.itemSize();
  }

  /**
   * Finds the rows, in place where the window lies inside the item.
   *
   * @param from the batch
   * @param item which item of it
   * @param room for a copy
   * @return the first tap of each step
   */
  Rows rows(BatchRows from, int item, float[] room) {
    return isInside(from) ? inPlace(from, item) : copy(from, item, room);
  }

  /** The rows where they are; for a window that lies inside the item. */
  Rows inPlace(BatchRows rows, int item) {
    return new Rows(rows.values(), rows.start(item) + first + offset, step);
  }

  /** Copies the window to the start of an array. */
  Rows copy(BatchRows from, int item, float[] room) {
    int before = Math.min(length, Math.max(0, -first));
    int present = Math.max(0, Math.min(length, from.itemSize() - first) - before);
    Arrays.fill(room, 0, before, 0f);
    if (present > 0) {
      System.arraycopy(from.values(), from.start(item) + first + before, room, before, present);
    }
    Arrays.fill(room, before + present, length, 0f);
    return new Rows(room, offset, step);
  }

  /** Copies what lies inside the item back to where {@link #copy} took it from. */
  void scatter(float[] window, BatchRows into, int item) {
    int begin = Math.max(0, first);
    int end = Math.min(into.itemSize(), first + length);
    if (end > begin) {
      System.arraycopy(window, begin - first, into.values(), into.start(item) + begin, end - begin);
    }
  }
}
