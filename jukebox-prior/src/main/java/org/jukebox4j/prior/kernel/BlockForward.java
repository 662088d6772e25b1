package org.jukebox4j.prior.kernel;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;
import org.jukebox4j.prior.kernel.RowTiles.Tile;

/** The forward pass of a residual attention block over a batch of whole sequences. */
final class BlockForward {
  private final BlockParameters parameters;
  private final AttentionPass attention;
  private final KernelMemory memory;
  private final float scale;
  private final NativeMatrix x;
  private final RowTiles tiles;
  private final NativeMatrix firstNormalised;
  private final NativeMatrix afterAttention;
  private final NativeMatrix secondNormalised;
  private final NativeMatrix hidden;

  /** Prepares a pass whose activations go to a trace. */
  BlockForward(
      BlockParameters parameters,
      AttentionPass attention,
      NativeMatrix x,
      BlockTrace trace,
      BlockKernelMemory kernel) {
    int hiddenWidth = parameters.up().outputs();
    this.parameters = parameters;
    this.attention = attention;
    this.memory = kernel.memory();
    this.scale = kernel.scale();
    this.x = x;
    this.tiles = new RowTiles(x.rows());
    this.firstNormalised = matrix(trace, Slot.FIRST_NORMALISED, x.columns());
    this.afterAttention = matrix(trace, Slot.AFTER_ATTENTION, x.columns());
    this.secondNormalised = matrix(trace, Slot.SECOND_NORMALISED, x.columns());
    this.hidden = matrix(trace, Slot.HIDDEN, hiddenWidth);
  }

  private NativeMatrix matrix(BlockTrace trace, Slot slot, int columns) {
    return NativeMatrix.of(trace.get(slot, x.rows() * columns), x.rows(), columns);
  }

  /** What a block has beside its parameters: shared memory and its share in the residual sum. */
  record BlockKernelMemory(KernelMemory memory, float scale) {}

  NativeMatrix x() {
    return x;
  }

  RowTiles tiles() {
    return tiles;
  }

  NativeMatrix firstNormalised() {
    return firstNormalised;
  }

  NativeMatrix afterAttention() {
    return afterAttention;
  }

  NativeMatrix secondNormalised() {
    return secondNormalised;
  }

  NativeMatrix hidden() {
    return hidden;
  }

  AttentionPass attention() {
    return attention;
  }

  BlockParameters parameters() {
    return parameters;
  }

  float scale() {
    return scale;
  }

  KernelMemory memory() {
    return memory;
  }

  static NativeMatrix part(NativeMatrix all, Tile tile) {
    return all.rows(tile.first(), tile.count());
  }

  /**
   * Computes the block.
   *
   * @param encoder encoder states of all items; null without an encoder
   * @param output receives {@code [rows, width]}; null if only the activations are wanted
   * @param guide measures a head's attention to the encoder; null for none
   */
  void run(
      @Nullable NativeMatrix encoder, @Nullable NativeMatrix output, @Nullable LyricsGuide guide) {
    tiles.forEach(memory, this::project);
    attention.attend(encoder, guide);
    tiles.forEach(memory, (tile, scratch) -> feedForward(tile, scratch, output));
  }

  private void project(Tile tile, TileMemory scratch) {
    int size = tile.count() * x.columns();
    float[] rows = scratch.array(0, size);
    part(x, tile).read(rows);
    parameters.beforeAttention().forward(rows, tile.count(), rows);
    NativeMatrix normalised = part(firstNormalised, tile);
    normalised.write(rows);
    attention.project(normalised, tile);
  }

  private void feedForward(Tile tile, TileMemory scratch, @Nullable NativeMatrix output) {
    int width = x.columns();
    int size = tile.count() * width;
    float[] input = scratch.array(0, size);
    float[] branch = scratch.array(1, size);
    float[] rows = scratch.array(2, tile.count() * Math.max(width, hidden.columns()));
    NativeMatrix sum = part(afterAttention, tile);
    parameters.attention().output().forward(part(attention.attended(), tile), sum);
    part(x, tile).read(input);
    sum.read(branch); // a
    for (int i = 0; i < size; i++) {
      rows[i] = input[i] + branch[i];
    }
    sum.write(rows); // x + a
    parameters.beforeFeedForward().forward(rows, tile.count(), rows);
    NativeMatrix normalised = part(secondNormalised, tile);
    normalised.write(rows);
    NativeMatrix up = part(hidden, tile);
    parameters.up().forward(normalised, up);
    if (output == null) {
      return;
    }
    up.read(rows);
    Activation.QUICK_GELU.apply(rows, 0, tile.count() * hidden.columns());
    NativeMatrix gated = scratch.matrix(1, tile.count(), hidden.columns());
    gated.write(rows);
    NativeMatrix down = scratch.matrix(0, tile.count(), width);
    parameters.down().forward(gated, down);
    down.read(rows); // m
    for (int i = 0; i < size; i++) {
      input[i] += scale * (branch[i] + rows[i]);
    }
    part(output, tile).write(input);
  }
}
