package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.prior.kernel.EmbeddingSumKernel;
import org.nd4j.autodiff.samediff.SDVariable;

/** A sum of learned vectors as part of a graph, put together table by table. */
final class EmbeddingSum {
  private final GraphContext context;
  private final String name;
  private final int items;
  private final int length;
  private final List<Part> parts = new ArrayList<>();

  private record Part(SDVariable entries, int slots, SDVariable table) {}

  /** A sum for each of {@code [items, length]}. */
  EmbeddingSum(GraphContext context, String name, int items, int length) {
    this.context = context;
    this.name = name;
    this.items = items;
    this.length = length;
  }

  /**
   * Adds entries of a table.
   *
   * @param entries int, {@code [items, length, slots]}, -1 for none
   * @param slots entries that are added up at each place
   * @param table {@code [size, width]}
   */
  EmbeddingSum plus(SDVariable entries, int slots, SDVariable table) {
    parts.add(new Part(entries, slots, table));
    return this;
  }

  /** {@code [items, length, width]}. */
  SDVariable build(int width) {
    if (context.kind() == GraphKind.KERNEL) {
      SDVariable[] inputs =
          parts.stream()
              .flatMap(part -> List.of(part.entries, part.table).stream())
              .toArray(SDVariable[]::new);
      return KernelOps.applySingle(inputs[0].getSameDiff(), new EmbeddingSumKernel(name), inputs);
    }
    SDVariable sum = reference(parts.get(0), width);
    for (Part part : parts.subList(1, parts.size())) {
      sum = sum.add(reference(part, width));
    }
    return sum.reshape(items, length, width);
  }

  private SDVariable reference(Part part, int width) {
    int rows = items * length;
    SDVariable vectors = ReferenceRows.embed(part.entries.reshape(rows * part.slots), part.table);
    return part.slots == 1 ? vectors : vectors.reshape(rows, part.slots, width).sum(1);
  }
}
