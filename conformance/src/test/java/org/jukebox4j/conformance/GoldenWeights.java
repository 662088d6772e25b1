package org.jukebox4j.conformance;

import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.KeySet;

/** Attention weights in the layout of the original, which folds rows and columns into the batch. */
final class GoldenWeights {
  private final AttentionKind kind;
  private final FactoredAttention attention;
  private final AttentionGeometry geometry;
  private final int heads;
  private final int queries;
  private final int keys;
  private final float[] values;

  /**
   * Makes room for the weights of a layer.
   *
   * @param kind its kind
   * @param geometry its lengths
   * @param shape the golden shape, {@code [folded batch, heads, queries, keys]}
   */
  GoldenWeights(AttentionKind kind, AttentionGeometry geometry, int[] shape) {
    this.kind = kind;
    this.attention = kind.over(geometry);
    this.geometry = geometry;
    this.heads = shape[1];
    this.queries = shape[2];
    this.keys = shape[3];
    this.values = new float[shape[0] * heads * queries * keys];
  }

  /**
   * Returns the weights.
   *
   * @return the weights in the golden layout
   */
  float[] values() {
    return values;
  }

  /**
   * Stores the weights of a query.
   *
   * @param item number of the item
   * @param query head and position
   * @param weights of the real keys that it sees
   */
  void put(int item, AttentionProbe.Query query, float[] weights) {
    int t = query.position();
    int blockLength = geometry.length() / geometry.blocks();
    int block = t / blockLength;
    int offset = t % blockLength;
    int row =
        switch (kind) {
          case ROW, PREVIOUS_ROW -> row(item * geometry.blocks() + block, query.head(), offset);
          case COLUMN -> row(item * blockLength + offset, query.head(), block);
          case LYRICS_PREFIX -> row(item, query.head(), t - geometry.prefixLength());
          default -> row(item, query.head(), t);
        };
    if (kind == AttentionKind.LYRICS_PREFIX && t < geometry.prefixLength()) {
      return;
    }
    KeySet seen = attention.keysSeenBy(t);
    double ofZeros = 1;
    for (int i = 0; i < weights.length; i++) {
      ofZeros -= weights[i];
      int column = column(seen, i, blockLength);
      if (column < keys) {
        values[row * keys + column] = weights[i];
      }
    }
    for (int i = 0; i < seen.zeroKeys(); i++) {
      values[row * keys + i] = (float) (ofZeros / seen.zeroKeys());
    }
  }

  private int row(int foldedItem, int head, int query) {
    return (foldedItem * heads + head) * queries + query;
  }

  private int column(KeySet seen, int i, int blockLength) {
    return switch (kind) {
      case ROW, PREVIOUS_ROW -> seen.position(i) % blockLength;
      case COLUMN, SUMMARY_SPREAD, SUMMARY -> seen.zeroKeys() + i;
      default -> seen.position(i);
    };
  }
}
