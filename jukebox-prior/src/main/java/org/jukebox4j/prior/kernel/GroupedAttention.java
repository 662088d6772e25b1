package org.jukebox4j.prior.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.kernel.Softmax;
import org.jukebox4j.core.vector.RowLoops;
import org.jukebox4j.prior.attention.FactoredAttention;

/**
 * Attention of whole sequences, one rectangle of weights after the other, and its gradient. With
 * weights {@code P}, values {@code V} and {@code dO} for the gradient of the output: {@code dP = dO
 * V^T}, {@code dS = P * (dP - sum of P * dP over the keys)}, {@code dQ = dS K / sqrt(headWidth)},
 * {@code dK = dS^T Q / sqrt(headWidth)}, {@code dV = P^T dO}. Keys of zeros take part in the
 * softmax and get no gradient.
 *
 * <p>The original multiplies queries and keys by the root of the scale in training; that is the
 * same up to rounding.
 */
final class GroupedAttention {
  private static final RowLoops LOOPS = RowLoops.fastest();

  /** Queries whose weights are in memory at a time. */
  private static final int QUERIES = 64;

  private final List<QueryGroup> groups;
  private final int heads;

  GroupedAttention(FactoredAttention kind, int length, int heads) {
    this.groups = QueryGroup.of(kind, length);
    this.heads = heads;
  }

  /**
   * Queries, keys and values, or their gradients.
   *
   * @param queries {@code [items * time, state]}
   * @param keys {@code [items * keyTime, state]}
   * @param values {@code [items * keyTime, state]}
   * @param items items of the batch
   */
  record Projections(NativeMatrix queries, NativeMatrix keys, NativeMatrix values, int items) {
    Head head(int item, int head, int heads) {
      int width = queries.columns() / heads;
      return new Head(
          part(queries, item, head, width),
          part(keys, item, head, width),
          part(values, item, head, width));
    }

    private NativeMatrix part(NativeMatrix all, int item, int head, int width) {
      return part(all, item, items, head, width);
    }

    static NativeMatrix part(NativeMatrix all, int item, int items, int head, int width) {
      int time = all.rows() / items;
      return all.rows(item * time, time).columns(head * width, width);
    }
  }

  /** One head of one item: {@code [time, headWidth]} each. */
  private record Head(NativeMatrix queries, NativeMatrix keys, NativeMatrix values) {}

  /** Some queries of a group. */
  private record Queries(QueryGroup group, int from, int count) {
    int keys() {
      return group.counts()[from + count - 1];
    }

    NativeMatrix of(NativeMatrix all) {
      return all.rows(group.first() + from * group.step(), group.step(), count);
    }

    /** The position of a query in the sequence. */
    int time(int query) {
      return group.first() + (from + query) * group.step();
    }
  }

  /** Work on one group of one head of one item. */
  private interface Work {
    void run(int item, int head, QueryGroup group, TileMemory memory);
  }

  private void forEach(int items, KernelMemory memory, Work work) {
    RowTiles.pieces(
        memory,
        items * heads * groups.size(),
        (number, scratch) -> {
          int unit = number / groups.size();
          work.run(unit / heads, unit % heads, groups.get(number % groups.size()), scratch);
        });
  }

  /** Computes {@code [items * time, state]}; a guide, if there is one, measures its head. */
  void forward(
      Projections in, NativeMatrix attended, @Nullable LyricsGuide guide, KernelMemory memory) {
    forEach(
        in.items(),
        memory,
        (item, number, group, scratch) -> {
          Head head = in.head(item, number, heads);
          NativeMatrix out =
              Projections.part(attended, item, in.items(), number, head.queries.columns());
          NativeMatrix keys = seen(group, head.keys, scratch, 0);
          NativeMatrix values = seen(group, head.values, scratch, 1);
          for (int from = 0; from < group.queries(); from += QUERIES) {
            Queries queries = queries(group, from);
            NativeMatrix to = queries.of(out);
            if (queries.keys() == 0) {
              to.write(new float[to.rows() * to.columns()]);
            } else {
              NativeMatrix weights = weights(queries, head, keys, scratch);
              if (guide != null && guide.guides(number)) {
                measure(guide, guide.rowOf(item, in.items()), queries, scratch);
              }
              to.assignProduct(weights, values.rows(0, queries.keys()), 1);
            }
          }
        });
  }

  private static void measure(
      LyricsGuide guide, int firstRow, Queries queries, TileMemory scratch) {
    int keys = queries.keys();
    float[] weights = scratch.array(0, queries.count * keys);
    for (int i = 0; i < queries.count; i++) {
      guide.measure(firstRow + queries.time(i), weights, i * keys);
    }
  }

  /** Gradient of the result, and of what the guide, if there is one, measured. */
  record Gradient(NativeMatrix attended, @Nullable LyricsGuide guide) {}

  /** Computes the gradients of queries, keys and values; their memory must hold zeros. */
  void backward(Projections in, Gradient given, Projections out, KernelMemory memory) {
    forEach(
        in.items(),
        memory,
        (item, number, group, scratch) -> {
          Head head = in.head(item, number, heads);
          NativeMatrix gradient =
              Projections.part(given.attended, item, in.items(), number, head.queries.columns());
          LyricsGuide guide = given.guide;
          Guided guided =
              guide != null && guide.guides(number)
                  ? new Guided(guide, guide.rowOf(item, in.items()))
                  : null;
          new HeadGradient(group, head, gradient, guided)
              .write(out.head(item, number, heads), scratch);
        });
  }

  /** A guide and the first row of the item that it guides. */
  private record Guided(LyricsGuide guide, int firstRow) {
    void add(Queries queries, float[] weights, float[] logits) {
      int keys = queries.keys();
      for (int i = 0; i < queries.count; i++) {
        guide.addGradient(firstRow + queries.time(i), weights, logits, i * keys, keys);
      }
    }
  }

  /** The gradient of one head of one item for the queries of one group. */
  private record HeadGradient(
      QueryGroup group, Head in, NativeMatrix gradient, @Nullable Guided guided) {
    void write(Head out, TileMemory memory) {
      int width = in.queries.columns();
      float scale = (float) (1 / Math.sqrt(width));
      NativeMatrix keys = seen(group, in.keys, memory, 0);
      NativeMatrix values = seen(group, in.values, memory, 1);
      NativeMatrix keyGradient = room(group, out.keys, memory, 3);
      NativeMatrix valueGradient = room(group, out.values, memory, 4);
      // Backwards, because the last queries see all keys and so assign what the others add to.
      int last = (group.queries() - 1) / QUERIES * QUERIES;
      for (int from = last; from >= 0; from -= QUERIES) {
        Queries queries = queries(group, from);
        int count = queries.keys();
        if (count == 0) {
          continue;
        }
        NativeMatrix seenKeys = keys.rows(0, count);
        NativeMatrix dOut = queries.of(gradient);
        NativeMatrix weights = weights(queries, in, keys, memory);
        NativeMatrix toValues = valueGradient.rows(0, count);
        NativeMatrix toKeys = keyGradient.rows(0, count);
        if (from == last) {
          toValues.assignProduct(weights.transposed(), dOut, 1);
        } else {
          toValues.addProduct(weights.transposed(), dOut, 1);
        }
        float[] p = memory.array(0, queries.count * count); // holds the weights
        weights.assignProduct(dOut, values.rows(0, count).transposed(), 1);
        logitGradient(queries, p, weights, memory);
        queries.of(out.queries).assignProduct(weights, seenKeys, scale);
        if (from == last) {
          toKeys.assignProduct(weights.transposed(), queries.of(in.queries), scale);
        } else {
          toKeys.addProduct(weights.transposed(), queries.of(in.queries), scale);
        }
      }
      giveBack(group, keyGradient, out.keys);
      giveBack(group, valueGradient, out.values);
    }

    /** Replaces the gradient of the weights by that of the logits. */
    private void logitGradient(
        Queries queries, float[] p, NativeMatrix ofWeights, TileMemory memory) {
      int count = ofWeights.columns();
      float[] rows = memory.array(1, queries.count * count);
      ofWeights.read(rows);
      LOOPS.softmaxBackward(p, queries.count, rows, count);
      if (guided != null) {
        guided.add(queries, p, rows);
      }
      ofWeights.write(rows);
    }
  }

  private static Queries queries(QueryGroup group, int from) {
    return new Queries(group, from, Math.min(QUERIES, group.queries() - from));
  }

  /** Softmax over the keys that each query sees, 0 for the others; also left in array 0. */
  private static NativeMatrix weights(
      Queries queries, Head in, NativeMatrix keys, TileMemory memory) {
    int count = queries.keys();
    NativeMatrix weights = memory.matrix(2, queries.count, count);
    NativeMatrix seen = keys.rows(0, count);
    float scale = (float) (1 / Math.sqrt(in.queries.columns()));
    weights.assignProduct(queries.of(in.queries), seen.transposed(), scale);
    float[] rows = memory.array(0, queries.count * count);
    weights.read(rows);
    for (int i = 0; i < queries.count; i++) {
      int real = queries.group.counts()[queries.from + i];
      Softmax.apply(rows, i * count, real, queries.group.keys().zeroKeys());
      Arrays.fill(rows, i * count + real, (i + 1) * count, 0f);
    }
    weights.write(rows);
    return weights;
  }

  /** The keys or values that a group sees, {@code [keys, headWidth]}. */
  private static NativeMatrix seen(
      QueryGroup group, NativeMatrix all, TileMemory memory, int number) {
    int count = group.keys().count();
    if (group.hasRegularKeys()) {
      return all.rows(count == 0 ? 0 : group.keys().start(), group.keyStep(), count);
    }
    NativeMatrix gathered = memory.matrix(number, count, all.columns());
    float[] row = new float[all.columns()];
    for (int i = 0; i < count; i++) {
      all.rows(group.keys().position(i), 1).read(row);
      gathered.rows(i, 1).write(row);
    }
    return gathered;
  }

  private static NativeMatrix room(
      QueryGroup group, NativeMatrix all, TileMemory memory, int number) {
    return group.hasRegularKeys()
        ? seen(group, all, memory, number)
        : memory.matrix(number, group.keys().count(), all.columns());
  }

  private static void giveBack(QueryGroup group, NativeMatrix gathered, NativeMatrix all) {
    if (group.hasRegularKeys()) {
      return;
    }
    float[] row = new float[all.columns()];
    for (int i = 0; i < group.keys().count(); i++) {
      gathered.rows(i, 1).read(row);
      all.rows(group.keys().position(i), 1).write(row);
    }
  }
}
