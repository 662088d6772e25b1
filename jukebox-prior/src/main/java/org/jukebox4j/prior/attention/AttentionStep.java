package org.jukebox4j.prior.attention;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.CachedDotProduct;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * The next positions of a batch attend to the cache of one layer, item by item. One object is told
 * anew what to do for every layer and step, so that none allocates.
 */
final class AttentionStep implements WorkerThreads.Piece {
  private @Nullable MultiHeadAttention layer;
  private @Nullable StepBatch batch;
  private MultiHeadAttention.@Nullable Memory memory;
  private @Nullable AttentionProbe probe;

  void begin(
      MultiHeadAttention ofLayer,
      StepBatch positions,
      MultiHeadAttention.Memory ofStep,
      @Nullable AttentionProbe listener) {
    layer = ofLayer;
    batch = positions;
    memory = ofStep;
    probe = listener;
  }

  @Override
  public void run(int item) {
    MultiHeadAttention attention = Objects.requireNonNull(layer);
    StepBatch positions = Objects.requireNonNull(batch);
    AttentionScratch scratch = Objects.requireNonNull(memory).scratch();
    FactoredAttention kind = attention.kind();
    CachedDotProduct product = scratch.product(item);
    int firstRow = item * positions.rows();
    product.load(scratch.projected, firstRow, positions.rows(), attention.projectedWidth());
    int end = positions.position() + positions.rows();
    for (int from = positions.position(); from < end; ) {
      // Keys of a piece do not overwrite what the piece sees.
      int to = Math.min(end, kind.pieceEnd(from));
      if (!kind.attendsToEncoder()) {
        remember(attention, item, from, to);
      }
      attend(kind, item, from, to);
      from = to;
    }
    product.read(scratch.attended, firstRow, positions.rows());
  }

  private void remember(MultiHeadAttention attention, int item, int from, int to) {
    StepBatch positions = Objects.requireNonNull(batch);
    MultiHeadAttention.Memory ofStep = Objects.requireNonNull(memory);
    for (int t = from; t < to; t++) {
      int slot = attention.kind().slotOf(t);
      if (slot != FactoredAttention.NOT_KEPT) {
        int row = positions.row(item, t);
        int key = row * attention.projectedWidth() + attention.state();
        ofStep.cache().write(item, slot, ofStep.scratch().projected, key);
      }
    }
  }

  private void attend(FactoredAttention kind, int item, int from, int to) {
    StepBatch positions = Objects.requireNonNull(batch);
    MultiHeadAttention.Memory ofStep = Objects.requireNonNull(memory);
    KeyValueCache cache = ofStep.cache();
    int step = kind.queryStep();
    int groups = Math.min(step, to - from);
    for (int first = from; first < from + groups; first++) {
      CachedDotProduct.Group group = ofStep.scratch().group(item);
      group.begin(first - positions.position(), step, kind.firstSlotSeenBy(first));
      for (int t = first; t < to; t += step) {
        group.add(kind.keyCount(t), kind.zeroKeyCount(t));
      }
      ofStep
          .scratch()
          .product(item)
          .attend(group, cache.keys(item), cache.values(item), listener(item, first, step));
    }
  }

  private CachedDotProduct.@Nullable WeightListener listener(int item, int first, int step) {
    AttentionProbe told = probe;
    if (told == null) {
      return null;
    }
    return (head, row, weights, from, count) ->
        told.record(new AttentionProbe.Query(item, head, first + row * step), weights, from, count);
  }
}
