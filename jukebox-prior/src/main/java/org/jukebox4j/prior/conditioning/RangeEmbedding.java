package org.jukebox4j.prior.conditioning;

import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;

/** An embedding of a number: each bin of its range has a learned vector. */
final class RangeEmbedding {
  private final FloatTensor vectors;

  private RangeEmbedding(FloatTensor vectors) {
    this.vectors = vectors;
  }

  static RangeEmbedding from(ParameterScope scope, int bins, int width) {
    return new RangeEmbedding(scope.take("emb.weight", bins, width));
  }

  /** Adds the vector of a bin to {@code y[at ..]}. */
  void add(int bin, float[] y, int at) {
    int width = vectors.dimension(1);
    for (int i = 0; i < width; i++) {
      y[at + i] += vectors.get(bin * width + i);
    }
  }
}
