package org.jukebox4j.prior.kernel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Memory that the kernels of one graph use one after the other: what a pass hands from one of its
 * phases to the next, and the scratch memory of threads. It grows to the largest request and is
 * then reused. Kernels that share it must run one at a time, as those of one graph do.
 */
public final class KernelMemory implements AutoCloseable {
  private final Activations activations;
  private final Map<Slot, FloatTensor> shared = new EnumMap<>(Slot.class);
  private final Queue<TileMemory> tiles = new ConcurrentLinkedQueue<>();

  /** What happens to the activations of the forward pass until the backward pass needs them. */
  public enum Activations {
    /** They stay in memory: the quickest. */
    KEPT,
    /** They are computed again, layer by layer (activation checkpointing). */
    RECOMPUTED
  }

  /** What lies in shared memory. */
  enum Slot {
    NORMALISED,
    PROJECTED,
    ENCODER_PROJECTED,
    ATTENDED,
    AFTER_ATTENTION,
    HIDDEN,
    FIRST_NORMALISED,
    SECOND_NORMALISED,
    GATED,
    OUTPUT_GRADIENT,
    HIDDEN_GRADIENT,
    BRANCH_GRADIENT,
    ATTENDED_GRADIENT,
    PROJECTED_GRADIENT,
    ENCODER_GRADIENT,
    PROBABILITIES,
    SCALED_STATES,
    WEIGHT_SUMS
  }

  /**
   * Memory without contents.
   *
   * @param activations what happens to activations
   */
  public KernelMemory(Activations activations) {
    this.activations = activations;
  }

  Activations activations() {
    return activations;
  }

  /** Native memory for one purpose; contents undefined. */
  FloatTensor shared(Slot slot, int size) {
    FloatTensor fitting = fitting(shared.get(slot), size);
    shared.put(slot, fitting);
    return fitting;
  }

  static FloatTensor fitting(@Nullable FloatTensor current, int size) {
    if (current != null && current.size() >= size) {
      return current;
    }
    if (current != null) {
      current.close();
    }
    return FloatTensor.zeros(size);
  }

  TileMemory borrow() {
    TileMemory free = tiles.poll();
    return free == null ? new TileMemory() : free;
  }

  void giveBack(TileMemory memory) {
    tiles.add(memory);
  }

  /** Frees everything; kernels may go on and allocate it again. */
  @Override
  public void close() {
    shared.values().forEach(FloatTensor::close);
    shared.clear();
    for (TileMemory each = tiles.poll(); each != null; each = tiles.poll()) {
      each.close();
    }
  }
}
