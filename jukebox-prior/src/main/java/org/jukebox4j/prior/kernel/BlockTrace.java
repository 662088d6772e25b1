package org.jukebox4j.prior.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.kernel.WorkerThreads;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.kernel.KernelMemory.Activations;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;

/**
 * The activations of a forward pass that the backward pass needs. Kept activations are used only if
 * every input is the same bit for bit, so that the backward pass is right in any order of calls.
 * Activations that are not kept lie in shared memory, which the next kernel overwrites.
 */
final class BlockTrace {
  /** Elements that are copied or compared at a time. */
  private static final int PIECE = 1 << 17;

  private final KernelMemory memory;
  private final Map<Slot, FloatTensor> kept = new EnumMap<>(Slot.class);
  private List<FloatTensor> inputs = List.of();

  BlockTrace(KernelMemory memory) {
    this.memory = memory;
  }

  private boolean keeps() {
    return memory.activations() == Activations.KEPT;
  }

  /** Native memory for one activation; contents as the last pass left them. */
  FloatTensor get(Slot slot, int size) {
    if (!keeps()) {
      return memory.shared(slot, size);
    }
    FloatTensor fitting = KernelMemory.fitting(kept.get(slot), size);
    kept.put(slot, fitting);
    return fitting;
  }

  /** Whether the activations are those of these inputs. */
  boolean isOf(List<GraphInput> others) {
    if (!keeps() || inputs.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!same(inputs.get(i), others.get(i).tensor())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(FloatTensor a, FloatTensor b) {
    if (a.size() != b.size()) {
      return false;
    }
    boolean[] differ = new boolean[pieces(a.size())];
    WorkerThreads.forEach(
        differ.length, piece -> differ[piece] = piece(a, piece).mismatch(piece(b, piece)) >= 0);
    for (boolean each : differ) {
      if (each) {
        return false;
      }
    }
    return true;
  }

  private static int pieces(int size) {
    return (size + PIECE - 1) / PIECE;
  }

  private static FloatBuffer piece(FloatTensor tensor, int piece) {
    int first = piece * PIECE;
    return tensor.buffer().slice(first, Math.min(PIECE, tensor.size() - first));
  }

  /** Notes, after a forward pass, whose activations these are. */
  void remember(List<GraphInput> others) {
    if (!keeps()) {
      return;
    }
    boolean sameSizes = inputs.size() == others.size();
    List<FloatTensor> copies = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      int size = others.get(i).size();
      FloatTensor copy =
          sameSizes && inputs.get(i).size() == size ? inputs.get(i) : FloatTensor.zeros(size);
      FloatTensor other = others.get(i).tensor();
      WorkerThreads.forEach(pieces(size), piece -> piece(copy, piece).put(piece(other, piece)));
      copies.add(copy);
    }
    inputs = copies;
  }
}
