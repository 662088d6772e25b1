package org.jukebox4j.prior.transformer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.AttentionScratch;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.KeyValueCache;
import org.jukebox4j.prior.attention.MultiHeadAttention;

/** Caches of all layers and the working memory that they share. Owned by one thread at a time. */
final class StepMemory implements AutoCloseable {
  private final List<MultiHeadAttention.Memory> layers = new ArrayList<>();
  private final StepThreads threads;
  private final NativeScratch linear;
  private final AttentionScratch scratch;
  private final RowStep rowStep = new RowStep();
  private float[] normalised = new float[1];
  private float[] attended = new float[1];
  private float[] hidden = new float[1];
  private int probedLayer;
  private @Nullable AttentionProbe probe;

  /** Takes the threads, which it closes. */
  StepMemory(TransformerConfig config, StepThreads threads) {
    this.threads = threads;
    this.linear = new NativeScratch(threads);
    int heads = config.attention().heads();
    this.scratch = new AttentionScratch(heads, config.state() / heads, linear);
  }

  void openLayer(MultiHeadAttention attention, int items, @Nullable EncoderStates encoder) {
    KeyValueCache cache = attention.openCache(items, encoder, linear);
    layers.add(new MultiHeadAttention.Memory(cache, scratch));
  }

  void probe(int layer, AttentionProbe listener) {
    probedLayer = layer;
    probe = listener;
  }

  void reserve(int streamSize, int hiddenSize) {
    if (normalised.length < streamSize) {
      normalised = new float[streamSize];
      attended = new float[streamSize];
    }
    if (hidden.length < hiddenSize) {
      hidden = new float[hiddenSize];
    }
  }

  MultiHeadAttention.Memory ofLayer(int layer) {
    return layers.get(layer);
  }

  @Nullable AttentionProbe probeOf(int layer) {
    return layer == probedLayer ? probe : null;
  }

  float[] normalised() {
    return normalised;
  }

  float[] attended() {
    return attended;
  }

  float[] hidden() {
    return hidden;
  }

  RowStep rowStep() {
    return rowStep;
  }

  StepThreads threads() {
    return threads;
  }

  NativeScratch linear() {
    return linear;
  }

  @Override
  public void close() {
    layers.forEach(memory -> memory.cache().close());
    layers.clear();
    scratch.close();
    linear.close();
    threads.close();
  }
}
