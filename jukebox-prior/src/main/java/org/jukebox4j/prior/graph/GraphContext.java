package org.jukebox4j.prior.graph;

import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.prior.kernel.KernelMemory;

/**
 * What all parts of one graph are built with.
 *
 * @param kind which operations are used
 * @param items items of a batch
 * @param memory shared by the kernels of a kernel graph
 */
public record GraphContext(GraphKind kind, int items, KernelMemory memory) {
  /** Checks the number of items. */
  public GraphContext {
    if (items < 1) {
      throw new IllegalArgumentException("items must be at least 1, but was " + items);
    }
  }
}
