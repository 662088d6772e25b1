package org.jukebox4j.prior.transformer;

/**
 * The sizes of a transformer.
 *
 * @param width width of a row of the residual stream
 * @param depth number of layers
 * @param attention heads, schedule and rows
 * @param feedForwardShare hidden width of the feed-forward layers as a share of the width; 1 in all
 *     released priors
 * @param residual how much of a layer's output is added
 */
public record TransformerConfig(
    int width,
    int depth,
    AttentionConfig attention,
    double feedForwardShare,
    ResidualScale residual) {
  /** How much of a layer's output is added to the residual stream. */
  public enum ResidualScale {
    /** All of it, as in all released priors. */
    FULL,
    /** One part in the number of layers. */
    BY_DEPTH
  }

  /** Checks the ranges. */
  public TransformerConfig {
    if (width < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "width and depth must be at least 1, but were " + width + " and " + depth);
    }
    if (!(feedForwardShare > 0)) {
      throw new IllegalArgumentException(
          "feedForwardShare must be above 0, but was " + feedForwardShare);
    }
    int state = (int) (attention.share() * width);
    if (state < 1 || state % attention.heads() != 0) {
      throw new IllegalArgumentException(
          "heads must divide the width of the attention, "
              + state
              + " (share "
              + attention.share()
              + " of "
              + width
              + "), but was "
              + attention.heads());
    }
  }

  /**
   * A transformer as in the released priors: feed-forward layers as wide as the stream.
   *
   * @param width width of a row
   * @param depth number of layers
   * @param attention heads, schedule and rows
   * @return the configuration
   */
  public static TransformerConfig of(int width, int depth, AttentionConfig attention) {
    return new TransformerConfig(width, depth, attention, 1.0, ResidualScale.FULL);
  }

  /**
   * Returns the width of queries, keys and values, all heads together.
   *
   * @return width of the attention
   */
  public int state() {
    return (int) (attention.share() * width);
  }

  /**
   * Returns the hidden width of the feed-forward layers.
   *
   * @return hidden width
   */
  public int hiddenWidth() {
    return (int) (feedForwardShare * width);
  }

  /**
   * Returns how much of a layer's output is added.
   *
   * @return a factor
   */
  public float residualScale() {
    return residual == ResidualScale.FULL ? 1f : (float) (1.0 / depth);
  }
}
