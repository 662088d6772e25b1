package org.jukebox4j.prior.graph;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Layers over rows {@code [rows, width]} in SameDiff's own operations. */
final class ReferenceRows {
  private static final double EPSILON = 1e-5;

  private ReferenceRows() {}

  static SDVariable dense(SDVariable x, SDVariable weight, SDVariable bias) {
    return x.mmul(weight).add(bias.reshape(1, -1));
  }

  static SDVariable norm(SDVariable x, SDVariable gain, SDVariable shift) {
    SDVariable centred = x.sub(x.mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    SDVariable deviation = x.getSameDiff().math().sqrt(variance.add(EPSILON));
    return centred.div(deviation).mul(gain.reshape(1, -1)).add(shift.reshape(1, -1));
  }

  static SDVariable quickGelu(SDVariable x) {
    return x.mul(x.getSameDiff().nn().sigmoid(x.mul(1.702)));
  }

  /**
   * Looks entries up in a table. SameDiff's gradient of gather is wrong where an entry occurs
   * twice, so this multiplies by rows that are one at the entry; an entry of -1 gives zeros.
   *
   * @param entries int, {@code [rows]}
   * @param table {@code [entries, width]}
   * @return {@code [rows, width]}
   */
  static SDVariable embed(SDVariable entries, SDVariable table) {
    return oneHot(entries, table).mmul(table);
  }

  private static SDVariable oneHot(SDVariable entries, SDVariable table) {
    int size = Math.toIntExact(table.getShape()[0]);
    return entries.getSameDiff().oneHot(entries, size, 1, 1.0, 0.0, table.dataType());
  }

  /**
   * Cross entropy in bits.
   *
   * @param states {@code [rows, width]}
   * @param matrix {@code [vocabularySize, width]}
   * @param targets int, {@code [rows]}
   * @return {@code [rows]}
   */
  static SDVariable bits(SDVariable states, SDVariable matrix, SDVariable targets) {
    SameDiff graph = states.getSameDiff();
    SDVariable logits = graph.mmul(states, matrix, false, true, false);
    SDVariable logProbabilities = graph.nn().logSoftmax(logits);
    return logProbabilities.mul(oneHot(targets, matrix)).sum(1).mul(-1 / Math.log(2));
  }
}
