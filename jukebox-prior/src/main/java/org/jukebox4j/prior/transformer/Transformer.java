package org.jukebox4j.prior.transformer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.FactoredAttention;

/**
 * A stack of residual attention blocks. Source: Dhariwal et al. 2020, §4.1. There is no
 * normalisation after the last layer.
 */
public final class Transformer {
  private final TransformerConfig config;
  private final AttentionGeometry geometry;
  private final List<ResidualAttentionBlock> layers;

  private Transformer(
      TransformerConfig config, AttentionGeometry geometry, List<ResidualAttentionBlock> layers) {
    this.config = config;
    this.geometry = geometry;
    this.layers = layers;
  }

  /**
   * Takes the parameters {@code _attn_mods.0} to {@code _attn_mods.(depth-1)}.
   *
   * @param scope where the transformer's parameters are
   * @param config its sizes
   * @param lengths of the sequence, a lyrics encoder and a lyrics prefix
   * @return the transformer
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public static Transformer from(
      ParameterScope scope, TransformerConfig config, SequenceLengths lengths) {
    AttentionGeometry geometry =
        new AttentionGeometry(
            lengths.length(),
            config.attention().blocks(),
            config.attention().spread(),
            lengths.encoderLength(),
            lengths.prefixLength());
    List<ResidualAttentionBlock> layers = new ArrayList<>();
    for (int layer = 0; layer < config.depth(); layer++) {
      FactoredAttention kind = config.attention().schedule().kindOf(layer).over(geometry);
      layers.add(ResidualAttentionBlock.from(scope.child("_attn_mods").child(layer), kind, config));
    }
    return new Transformer(config, geometry, layers);
  }

  /**
   * Returns the sizes.
   *
   * @return the configuration
   */
  public TransformerConfig config() {
    return config;
  }

  /**
   * Returns the longest sequence.
   *
   * @return number of positions
   */
  public int length() {
    return geometry.length();
  }

  /**
   * Returns the kind of attention of a layer.
   *
   * @param layer number of the layer
   * @return which keys it sees
   */
  public FactoredAttention attention(int layer) {
    return layers.get(layer).attention().kind();
  }

  /**
   * Returns how much memory the caches of a decoder take.
   *
   * @return bytes for one item
   */
  public long cacheBytes() {
    return layers.stream().mapToLong(layer -> layer.attention().cacheElements()).sum()
        * Float.BYTES;
  }

  /**
   * Computes a whole sequence from the definition of each layer.
   *
   * @param x {@code [time, width]}
   * @param time number of positions, from position 0 on
   * @param encoder states of the lyrics encoder as a batch of one; null where there is none
   * @return {@code [time, width]}
   */
  public float[] forward(float[] x, int time, @Nullable EncoderStates encoder) {
    float[] h = x.clone();
    for (ResidualAttentionBlock layer : layers) {
      layer.forward(h, time, encoder, null);
    }
    return h;
  }

  /**
   * Starts computing step by step on the processor.
   *
   * @param items number of items in the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @param threads how many share a step, the caller counted
   * @return a decoder at position 0; close it to free its caches
   */
  public StepDecoder open(int items, @Nullable EncoderStates encoder, int threads) {
    StepMemory memory = new StepMemory(config, StepThreads.start(threads));
    return CachedTransformer.open(this, items, encoder, layers.size(), memory);
  }

  /**
   * Starts computing step by step up to one layer, whose weights are wanted. What the decoder
   * returns is the output of that layer.
   *
   * @param items number of items in the batch
   * @param encoder states of the lyrics encoder; null where there is none
   * @param layer number of the layer, from 0
   * @param probe told the weights of the layer
   * @return a decoder at position 0; close it to free its caches
   * @throws IllegalArgumentException if there is no such layer
   */
  public StepDecoder openProbed(
      int items, @Nullable EncoderStates encoder, int layer, AttentionProbe probe) {
    if (layer < 0 || layer >= layers.size()) {
      throw new IllegalArgumentException(
          "layer must be between 0 and " + (layers.size() - 1) + ", but was " + layer);
    }
    StepMemory memory = new StepMemory(config, StepThreads.callerOnly());
    CachedTransformer decoder = CachedTransformer.open(this, items, encoder, layer + 1, memory);
    decoder.probe(layer, probe);
    return decoder;
  }

  List<ResidualAttentionBlock> layers() {
    return layers;
  }
}
