package org.jukebox4j.prior.transformer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.kernel.WorkerThreads;

/**
 * What a layer does to each row of a step by itself, between its matrix products. One object is
 * told anew what to do for every layer and step, so that none allocates.
 */
final class RowStep implements WorkerThreads.Piece {
  /** So many elements are worth another thread. */
  private static final int MANY_ELEMENTS = 1 << 13;

  /** The stages of a layer. */
  enum Stage {
    /** {@code normalised = norm(h)}. */
    NORMALISE,
    /** {@code normalised = norm(h + attended)}. */
    ADD_AND_NORMALISE,
    /** {@code hidden = quickGelu(hidden)}. */
    ACTIVATE,
    /** {@code h += scale * (attended + normalised)}, which by now holds the feed-forward result. */
    ADD_BOTH
  }

  private @Nullable ResidualAttentionBlock block;
  private @Nullable StepMemory memory;
  private float[] h = new float[0];
  private Stage stage = Stage.NORMALISE;

  void begin(ResidualAttentionBlock layer, float[] stream, StepMemory ofStep) {
    block = layer;
    h = stream;
    memory = ofStep;
  }

  void run(Stage next, int rows, int rowWidth, StepThreads threads) {
    stage = next;
    if (rows * rowWidth >= MANY_ELEMENTS) {
      threads.run(rows, this);
    } else {
      for (int row = 0; row < rows; row++) {
        run(row);
      }
    }
  }

  @Override
  public void run(int row) {
    ResidualAttentionBlock layer = Objects.requireNonNull(block);
    StepMemory arrays = Objects.requireNonNull(memory);
    float[] normalised = arrays.normalised();
    float[] attended = arrays.attended();
    int width = layer.width();
    int from = row * width;
    switch (stage) {
      case NORMALISE -> layer.beforeAttention().forwardRow(h, row, normalised);
      case ADD_AND_NORMALISE -> {
        for (int i = from; i < from + width; i++) {
          normalised[i] = h[i] + attended[i];
        }
        layer.beforeFeedForward().forwardRow(normalised, row, normalised);
      }
      case ACTIVATE -> {
        int hiddenWidth = layer.hiddenWidth();
        Activation.QUICK_GELU.apply(arrays.hidden(), row * hiddenWidth, (row + 1) * hiddenWidth);
      }
      case ADD_BOTH -> {
        float s = layer.scale();
        for (int i = from; i < from + width; i++) {
          h[i] += s * (attended[i] + normalised[i]);
        }
      }
    }
  }
}
