package org.jukebox4j.prior.kernel;

import static org.jukebox4j.prior.kernel.BlockForward.part;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;
import org.jukebox4j.prior.kernel.RowTiles.Tile;

/** The backward pass of a residual attention block, after its forward pass. */
final class BlockBackward {
  private final BlockForward forward;
  private final BlockParameters parameters;
  private final KernelMemory memory;
  private final RowTiles tiles;
  private final NativeMatrix x;
  private final int width;
  private final int hiddenWidth;
  private final int state;

  private final NativeMatrix given;
  private final NativeMatrix outputGradient;
  private final NativeMatrix gated;
  private final NativeMatrix hiddenGradient;
  private final NativeMatrix branchGradient;
  private final NativeMatrix attendedGradient;
  private final NativeMatrix inputGradient;

  private final TileSums downBias;
  private final TileSums upBias;
  private final TileSums secondGain;
  private final TileSums secondShift;
  private final TileSums outputBias;
  private final TileSums inputBias;
  private final TileSums firstGain;
  private final TileSums firstShift;

  /**
   * Prepares a pass.
   *
   * @param forward whose activations are in memory
   * @param given gradient of the block's output, {@code [rows, width]}
   * @param inputGradient receives the gradient of its input
   */
  BlockBackward(BlockForward forward, NativeMatrix given, NativeMatrix inputGradient) {
    this.forward = forward;
    this.parameters = forward.parameters();
    this.memory = forward.memory();
    this.tiles = forward.tiles();
    this.x = forward.x();
    this.width = x.columns();
    this.hiddenWidth = forward.hidden().columns();
    this.state = parameters.attention().state();
    this.given = given;
    this.outputGradient = forward.scale() == 1f ? given : scaled(given);
    this.gated = room(Slot.GATED, hiddenWidth);
    this.hiddenGradient = room(Slot.HIDDEN_GRADIENT, hiddenWidth);
    this.branchGradient = room(Slot.BRANCH_GRADIENT, width);
    this.attendedGradient = room(Slot.ATTENDED_GRADIENT, state);
    this.inputGradient = inputGradient;
    this.downBias = new TileSums(tiles, width);
    this.upBias = new TileSums(tiles, hiddenWidth);
    this.secondGain = new TileSums(tiles, width);
    this.secondShift = new TileSums(tiles, width);
    this.outputBias = new TileSums(tiles, width);
    this.inputBias = new TileSums(tiles, parameters.attention().input().outputs());
    this.firstGain = new TileSums(tiles, width);
    this.firstShift = new TileSums(tiles, width);
  }

  private NativeMatrix room(Slot slot, int columns) {
    return NativeMatrix.of(memory.shared(slot, x.rows() * columns), x.rows(), columns);
  }

  private NativeMatrix scaled(NativeMatrix given) {
    NativeMatrix result = room(Slot.OUTPUT_GRADIENT, width);
    float scale = forward.scale();
    tiles.forEach(
        memory,
        (tile, scratch) -> {
          float[] rows = scratch.array(0, tile.count() * width);
          part(given, tile).read(rows);
          for (int i = 0; i < tile.count() * width; i++) {
            rows[i] *= scale;
          }
          part(result, tile).write(rows);
        });
    return result;
  }

  /** From the output to the gradients of {@code x + a} and of what was attended to. */
  private void feedForward(Tile tile, TileMemory scratch) {
    forward.attention().clearGradients(tile, scratch);
    int size = tile.count() * width;
    int hiddenSize = tile.count() * hiddenWidth;
    NativeMatrix wide = scratch.matrix(0, tile.count(), width);
    NativeMatrix hidden = scratch.matrix(1, tile.count(), hiddenWidth);
    float[] gradient = scratch.array(0, size);
    float[] ofBranch = scratch.array(1, size);
    float[] values = scratch.array(2, Math.max(size, hiddenSize));
    float[] gradients = scratch.array(3, Math.max(size, hiddenSize));
    part(outputGradient, tile).read(ofBranch);
    downBias.add(tile, ofBranch);

    parameters.down().inputGradient(part(outputGradient, tile), hidden);
    hidden.read(gradients);
    part(forward.hidden(), tile).read(values);
    Activation.QUICK_GELU.backward(values, gradients, 0, hiddenSize);
    part(gated, tile).write(values);
    part(hiddenGradient, tile).write(gradients);
    upBias.add(tile, gradients);

    parameters.up().inputGradient(part(hiddenGradient, tile), wide);
    wide.read(gradients);
    part(forward.afterAttention(), tile).read(values);
    parameters
        .beforeFeedForward()
        .backward(
            values,
            tile.count(),
            gradients,
            new LayerNorm.Gradient(secondGain.of(tile), secondShift.of(tile)));

    part(given, tile).read(gradient);
    for (int i = 0; i < size; i++) {
      ofBranch[i] += gradients[i]; // scale * dh + gradient of x + a
      gradient[i] += gradients[i];
    }
    outputBias.add(tile, ofBranch);
    part(branchGradient, tile).write(ofBranch);
    part(inputGradient, tile).write(gradient);
    parameters
        .attention()
        .output()
        .inputGradient(part(branchGradient, tile), part(attendedGradient, tile));
  }

  /**
   * Computes all gradients.
   *
   * @param encoder encoder states of all items; null without an encoder
   * @param guide holds the gradient of what it measured; null for none
   * @param results receive the gradients of the block's inputs
   */
  void run(@Nullable NativeMatrix encoder, @Nullable LyricsGuide guide, List<GraphOutput> results) {
    tiles.forEach(memory, this::feedForward);
    AttentionPass.Gradients gradients =
        forward.attention().backward(new GroupedAttention.Gradient(attendedGradient, guide));
    tiles.forEach(memory, (tile, scratch) -> project(tile, scratch, gradients.projected()));
    Results remaining = new Results(results, encoder == null ? 1 : 2, memory);
    remaining.write(firstGain.total());
    remaining.write(firstShift.total());
    remaining.weight(forward.firstNormalised(), gradients.projected());
    remaining.write(inputBias.total());
    if (encoder != null) {
      encoder(encoder, gradients, results.get(1), remaining);
    }
    remaining.weight(forward.attention().attended(), branchGradient);
    remaining.write(outputBias.total());
    remaining.write(secondGain.total());
    remaining.write(secondShift.total());
    remaining.weight(forward.secondNormalised(), hiddenGradient);
    remaining.write(upBias.total());
    remaining.weight(gated, outputGradient);
    remaining.write(downBias.total());
    remaining.weights.compute();
  }

  /** From the projections to the input of the block. */
  private void project(Tile tile, TileMemory scratch, NativeMatrix projectedGradient) {
    int size = tile.count() * width;
    NativeMatrix wide = scratch.matrix(0, tile.count(), width);
    float[] values = scratch.array(0, size);
    float[] gradients = scratch.array(1, size);
    float[] projected = scratch.array(2, tile.count() * projectedGradient.columns());
    part(projectedGradient, tile).read(projected);
    inputBias.add(tile, projected);
    parameters.attention().input().inputGradient(part(projectedGradient, tile), wide);
    wide.read(gradients);
    part(x, tile).read(values);
    parameters
        .beforeAttention()
        .backward(
            values,
            tile.count(),
            gradients,
            new LayerNorm.Gradient(firstGain.of(tile), firstShift.of(tile)));
    part(inputGradient, tile).read(values);
    for (int i = 0; i < size; i++) {
      values[i] += gradients[i];
    }
    part(inputGradient, tile).write(values);
  }

  private void encoder(
      NativeMatrix encoder,
      AttentionPass.Gradients gradients,
      GraphOutput result,
      Results remaining) {
    NativeMatrix projected = gradients.encoder();
    DenseLayer layer = parameters.attention().encoder();
    if (projected == null || layer == null) {
      return;
    }
    NativeMatrix states = NativeMatrix.of(result.tensorToFill(), encoder.rows(), encoder.columns());
    remaining.weight(encoder, projected);
    remaining.write(encoderBias(layer, projected, states));
  }

  private float[] encoderBias(DenseLayer layer, NativeMatrix projected, NativeMatrix states) {
    RowTiles rows = new RowTiles(projected.rows());
    TileSums bias = new TileSums(rows, projected.columns());
    rows.forEach(
        memory,
        (tile, scratch) -> {
          float[] values = scratch.array(0, tile.count() * projected.columns());
          part(projected, tile).read(values);
          bias.add(tile, values);
          layer.inputGradient(part(projected, tile), part(states, tile));
        });
    return bias.total();
  }

  /** Takes the gradients of the parameters in their order; weights are computed at the end. */
  private static final class Results {
    private final List<GraphOutput> outputs;
    private final WeightGradients weights;
    private int next;

    Results(List<GraphOutput> outputs, int first, KernelMemory memory) {
      this.outputs = outputs;
      this.weights = new WeightGradients(memory);
      this.next = first;
    }

    void write(float[] values) {
      outputs.get(next++).write(values);
    }

    void weight(NativeMatrix input, NativeMatrix gradient) {
      NativeMatrix result =
          NativeMatrix.of(outputs.get(next++).tensorToFill(), input.columns(), gradient.columns());
      weights.add(input, gradient, result);
    }
  }
}
