package org.jukebox4j.prior.graph;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.KeySet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Attention of any kind in SameDiff's own operations: all queries against all keys, with a mask
 * that leaves what the kind sees. The scale is applied to queries and keys apart, as the original
 * does in training.
 */
final class ReferenceAttention {
  private static final double HIDDEN = -1e9;

  private final SameDiff graph;
  private final AttentionShape shape;
  private final int items;
  private final @Nullable AlignmentLoss alignment;
  private final int keys;
  private final int zeroKeys;

  /**
   * Prepares the attention of a batch.
   *
   * @param graph where the operations are added
   * @param shape which attention
   * @param batch the batch
   * @param keys keys of an item, seen or not
   */
  private ReferenceAttention(SameDiff graph, AttentionShape shape, Batch batch, int keys) {
    this.graph = graph;
    this.shape = shape;
    this.items = batch.items;
    this.alignment = batch.alignment;
    this.keys = keys;
    int most = 0;
    for (int t = 0; t < shape.length(); t++) {
      most = Math.max(most, shape.kind().keysSeenBy(t).zeroKeys());
    }
    this.zeroKeys = most;
  }

  /**
   * A batch.
   *
   * @param items items of the batch
   * @param alignment receives what the attention misses; null for nothing
   */
  record Batch(int items, @Nullable AlignmentLoss alignment) {}

  /** {@code [items * length, width]} to {@code [items * length, width]}. */
  static SDVariable build(
      SDVariable x,
      @Nullable SDVariable encoder,
      AttentionVariables variables,
      AttentionShape shape,
      Batch batch) {
    int items = batch.items;
    int state = shape.state();
    FactoredAttention kind = shape.kind();
    SDVariable own = ReferenceRows.dense(x, variables.inputWeight(), variables.inputBias());
    SDVariable keyValues = own;
    int first = state;
    int keys = shape.length();
    if (encoder != null && variables.encoderWeight() != null && variables.encoderBias() != null) {
      keyValues = ReferenceRows.dense(encoder, variables.encoderWeight(), variables.encoderBias());
      first = 0;
      keys = kind.slots();
    }
    ReferenceAttention attention = new ReferenceAttention(x.getSameDiff(), shape, batch, keys);
    SDVariable attended =
        attention.attend(
            attention.columns(own, 0, items * shape.length()),
            attention.columns(keyValues, first, items * keys),
            attention.columns(keyValues, first + state, items * keys));
    return ReferenceRows.dense(attended, variables.outputWeight(), variables.outputBias());
  }

  private SDVariable columns(SDVariable rows, int first, int count) {
    return graph.slice(rows, new int[] {0, first}, count, shape.state());
  }

  private SDVariable heads(SDVariable rows, int time) {
    int width = shape.state() / shape.heads();
    return rows.reshape(items, time, shape.heads(), width)
        .permute(0, 2, 1, 3); // [items, heads, time, headWidth]
  }

  private SDVariable attend(SDVariable queries, SDVariable keyRows, SDVariable valueRows) {
    double scale = Math.pow((double) shape.state() / shape.heads(), -0.25);
    SDVariable q = heads(queries, shape.length()).mul(scale);
    SDVariable k = heads(keyRows, keys).mul(scale);
    SDVariable logits = graph.mmul(q, k, false, true, false); // [items, heads, length, keys]
    DataType type = queries.dataType();
    if (zeroKeys > 0) {
      INDArray zeros = Nd4j.zeros(type, items, shape.heads(), shape.length(), zeroKeys);
      logits = graph.concat(3, graph.constant(zeros), logits);
    }
    INDArray mask = mask().castTo(type);
    SDVariable masked =
        logits.mul(graph.constant(mask)).add(graph.constant(mask.rsub(1).muli(HIDDEN)));
    SDVariable weights = graph.nn().softmax(masked, 3);
    if (zeroKeys > 0) {
      weights =
          graph.slice(
              weights, new int[] {0, 0, 0, zeroKeys}, items, shape.heads(), shape.length(), keys);
    }
    if (alignment != null) {
      alignment.add(missed(weights, alignment));
    }
    return weights
        .mmul(heads(valueRows, keys))
        .permute(0, 2, 1, 3) // [items, length, heads, headWidth]
        .reshape(items * shape.length(), shape.state());
  }

  /**
   * Bits of the weights {@code [items, heads, length, keys]} of one head, {@code [items, length]}.
   */
  private SDVariable missed(SDVariable weights, AlignmentLoss loss) {
    DataType type = weights.dataType();
    SDVariable ofHead =
        graph
            .slice(weights, new int[] {0, loss.head(), 0, 0}, items, 1, shape.length(), keys)
            .reshape(items, shape.length(), keys);
    SDVariable positions =
        graph.constant(Nd4j.arange(keys).castTo(DataType.INT).reshape(1, 1, keys));
    SDVariable first = loss.first().reshape(items, shape.length(), 1);
    SDVariable end = loss.end().reshape(items, shape.length(), 1);
    SDVariable sung = positions.gte(first).castTo(type).mul(positions.lt(end).castTo(type));
    SDVariable known = loss.end().gt(loss.first()).castTo(type);
    return graph.math().log(ofHead.mul(sung).sum(2).add(1e-9)).mul(known).mul(-1 / Math.log(2));
  }

  /** 1 where a key is seen: {@code [1, 1, length, zeroKeys + keys]}. */
  private INDArray mask() {
    int columns = zeroKeys + keys;
    float[] mask = new float[shape.length() * columns];
    for (int t = 0; t < shape.length(); t++) {
      KeySet seen = shape.kind().keysSeenBy(t);
      for (int i = 0; i < seen.zeroKeys(); i++) {
        mask[t * columns + i] = 1;
      }
      for (int i = 0; i < seen.count(); i++) {
        mask[t * columns + zeroKeys + seen.position(i)] = 1;
      }
    }
    return Nd4j.create(mask, new long[] {1, 1, shape.length(), columns}, 'c');
  }
}
