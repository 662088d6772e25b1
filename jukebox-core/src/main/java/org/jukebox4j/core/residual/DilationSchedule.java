package org.jukebox4j.core.residual;

import java.util.stream.IntStream;

/**
 * How the dilation grows over the blocks of a stack: {@code growth^(i mod cycle)}. Source: Dhariwal
 * et al. 2020, §3.1.
 *
 * @param growth factor from one block to the next, at least 1; 3 in all released models
 * @param cycle blocks after which the dilation starts again at 1; {@link #NO_CYCLE} for never
 * @param order whether the first block has the smallest or the largest dilation
 */
public record DilationSchedule(int growth, int cycle, DilationOrder order) {
  /** The dilation grows over the whole stack. */
  public static final int NO_CYCLE = 0;

  /** Rows; more would need more memory than any recording is worth. */
  private static final int LARGEST = 1 << 20;

  /** Checks the numbers. */
  public DilationSchedule {
    if (growth < 1) {
      throw new IllegalArgumentException("dilation growth must be at least 1, but was " + growth);
    }
    if (cycle < 0) {
      throw new IllegalArgumentException(
          "dilation cycle must be at least 1 block, or 0 for none, but was " + cycle);
    }
  }

  /**
   * Returns the same dilations in the other direction.
   *
   * @param newOrder which comes first
   * @return the schedule
   */
  public DilationSchedule in(DilationOrder newOrder) {
    return new DilationSchedule(growth, cycle, newOrder);
  }

  /**
   * Lists the dilations.
   *
   * @param depth blocks in the stack
   * @return the dilation of each block in the order of execution
   */
  public int[] dilations(int depth) {
    return IntStream.range(0, depth)
        .map(i -> dilation(order == DilationOrder.GROWING ? i : depth - 1 - i, depth))
        .toArray();
  }

  private int dilation(int block, int depth) {
    int exponent = cycle == NO_CYCLE ? block : block % cycle;
    long dilation = 1;
    for (int i = 0; i < exponent; i++) {
      dilation *= growth;
      if (dilation > LARGEST) {
        throw new IllegalArgumentException(
            "dilations must not pass %d rows, but growth %d over a depth of %d does; set a cycle"
                .formatted(LARGEST, growth, depth));
      }
    }
    return (int) dilation;
  }
}
