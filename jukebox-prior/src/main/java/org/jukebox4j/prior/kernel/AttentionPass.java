package org.jukebox4j.prior.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.kernel.GroupedAttention.Gradient;
import org.jukebox4j.prior.kernel.GroupedAttention.Projections;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;
import org.jukebox4j.prior.kernel.RowTiles.Tile;

/**
 * Attention of one batch between its dense layers: projections and result of the forward pass, and
 * their gradients.
 */
final class AttentionPass {
  private final AttentionParameters parameters;
  private final GroupedAttention attention;
  private final KernelMemory memory;
  private final int items;
  private final NativeMatrix projected;
  private final @Nullable NativeMatrix encoderProjected;
  private final NativeMatrix attended;
  private final NativeMatrix projectedGradient;

  /**
   * The sizes of a batch.
   *
   * @param items items
   * @param rows positions of all items together
   * @param encoderRows encoder states of all items together; 0 without an encoder
   */
  record Batch(int items, int rows, int encoderRows) {}

  AttentionPass(
      AttentionParameters parameters,
      GroupedAttention attention,
      Batch batch,
      BlockTrace trace,
      KernelMemory memory) {
    int state = parameters.state();
    int outputs = parameters.input().outputs();
    this.parameters = parameters;
    this.attention = attention;
    this.memory = memory;
    this.items = batch.items;
    this.projected = matrix(trace, Slot.PROJECTED, batch.rows, outputs);
    this.encoderProjected =
        parameters.encoder() == null
            ? null
            : matrix(trace, Slot.ENCODER_PROJECTED, batch.encoderRows, 2 * state);
    this.attended = matrix(trace, Slot.ATTENDED, batch.rows, state);
    this.projectedGradient = gradient(Slot.PROJECTED_GRADIENT, projected);
  }

  private static NativeMatrix matrix(BlockTrace trace, Slot slot, int rows, int columns) {
    return NativeMatrix.of(trace.get(slot, rows * columns), rows, columns);
  }

  /** Projects rows of the input to queries and, without an encoder, keys and values. */
  void project(NativeMatrix x, Tile tile) {
    parameters.input().forward(x, projected.rows(tile.first(), tile.count()));
  }

  /** Attends, once all rows are projected; a guide, if there is one, measures its head. */
  void attend(@Nullable NativeMatrix encoder, @Nullable LyricsGuide guide) {
    if (encoder != null) {
      projectEncoder(encoder);
    }
    attention.forward(projections(projected, encoderProjected), attended, guide, memory);
  }

  private void projectEncoder(NativeMatrix encoder) {
    DenseLayer layer = parameters.encoder();
    NativeMatrix to = encoderProjected;
    if (layer == null || to == null) {
      return;
    }
    new RowTiles(encoder.rows())
        .forEach(
            memory,
            (tile, scratch) ->
                layer.forward(
                    encoder.rows(tile.first(), tile.count()), to.rows(tile.first(), tile.count())));
  }

  NativeMatrix attended() {
    return attended;
  }

  /** Gradients of the projections. */
  record Gradients(NativeMatrix projected, @Nullable NativeMatrix encoder) {}

  /** Makes room for the gradients of some rows' projections; before {@link #backward}. */
  void clearGradients(Tile tile, TileMemory scratch) {
    clear(tile, projectedGradient, scratch);
  }

  /** Computes the gradients of the projections from that of what was attended to. */
  Gradients backward(Gradient given) {
    NativeMatrix ofEncoder = null;
    if (encoderProjected != null) {
      NativeMatrix room = gradient(Slot.ENCODER_GRADIENT, encoderProjected);
      new RowTiles(room.rows()).forEach(memory, (tile, scratch) -> clear(tile, room, scratch));
      ofEncoder = room;
    }
    attention.backward(
        projections(projected, encoderProjected),
        given,
        projections(projectedGradient, ofEncoder),
        memory);
    return new Gradients(projectedGradient, ofEncoder);
  }

  private NativeMatrix gradient(Slot slot, NativeMatrix like) {
    FloatTensor tensor = memory.shared(slot, like.rows() * like.columns());
    return NativeMatrix.of(tensor, like.rows(), like.columns());
  }

  private static void clear(Tile tile, NativeMatrix matrix, TileMemory scratch) {
    int size = tile.count() * matrix.columns();
    float[] zeros = scratch.array(0, size);
    Arrays.fill(zeros, 0, size, 0f);
    matrix.rows(tile.first(), tile.count()).write(zeros);
  }

  private Projections projections(NativeMatrix own, @Nullable NativeMatrix ofEncoder) {
    int state = parameters.state();
    return ofEncoder == null
        ? new Projections(
            own.columns(0, state), own.columns(state, state), own.columns(2 * state, state), items)
        : new Projections(own, ofEncoder.columns(0, state), ofEncoder.columns(state, state), items);
  }
}
