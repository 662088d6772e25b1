package org.jukebox4j.prior.transformer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.BlasThreads;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.StepBatch;

/** Decoding on the processor, with caches allocated once for the whole sequence. */
final class CachedTransformer implements StepDecoder {
  private final List<ResidualAttentionBlock> layers;
  private final StepMemory memory;
  private final int items;
  private final int length;
  private int position;

  private CachedTransformer(
      List<ResidualAttentionBlock> layers, StepMemory memory, int items, int length) {
    this.layers = layers;
    this.memory = memory;
    this.items = items;
    this.length = length;
  }

  /** Takes the memory, which it closes, also if it fails. */
  static CachedTransformer open(
      Transformer transformer,
      int items,
      @Nullable EncoderStates encoder,
      int depth,
      StepMemory memory) {
    if (items < 1) {
      memory.close();
      throw new IllegalArgumentException("items must be at least 1, but was " + items);
    }
    List<ResidualAttentionBlock> layers = transformer.layers().subList(0, depth);
    try {
      layers.forEach(layer -> memory.openLayer(layer.attention(), items, encoder));
    } catch (RuntimeException | OutOfMemoryError e) {
      memory.close();
      throw e;
    }
    return new CachedTransformer(layers, memory, items, transformer.length());
  }

  void probe(int layer, AttentionProbe probe) {
    memory.probe(layer, probe);
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int position() {
    return position;
  }

  @Override
  public void step(float[] h, int rows) {
    if (rows < 1 || rows > length - position) {
      throw new IllegalArgumentException(
          "rows must be between 1 and "
              + (length - position)
              + ", the positions left of "
              + length
              + ", but was "
              + rows);
    }
    StepBatch batch = new StepBatch(items, rows, position);
    try (BlasThreads ownThreadsOnly = BlasThreads.callerOnly()) {
      step(h, batch);
    }
    position += rows;
  }

  private void step(float[] h, StepBatch batch) {
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).step(h, batch, memory, layer);
    }
  }

  @Override
  public void project(Linear layer, float[] h, float[] y) {
    try (BlasThreads ownThreadsOnly = BlasThreads.callerOnly()) {
      layer.forward(h, items, 1, y, memory.linear());
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
