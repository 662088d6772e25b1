package org.jukebox4j.prior.graph;

import java.util.Arrays;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The training loss from the bits of each token: the mean over lyrics tokens and codes of one
 * window, where a lyrics token counts only with its share. Source: Dhariwal et al. 2020, §4.3.
 */
public final class BitsLoss {
  private BitsLoss() {}

  /**
   * The loss of one sequence of lyrics and codes, or of codes alone.
   *
   * @param bits {@code [items, length]}
   * @param items items of the batch
   * @param lengths of the sequence and of the lyrics at its start
   * @param lyricsShare how much a lyrics token counts beside a code
   * @return a scalar
   */
  public static SDVariable ofShared(
      SDVariable bits, int items, SequenceLengths lengths, double lyricsShare) {
    double each = 1.0 / items / lengths.length();
    float[] weights = new float[lengths.length()];
    Arrays.fill(weights, (float) each);
    Arrays.fill(weights, 0, lengths.prefixLength(), (float) (lyricsShare * each));
    long[] shape = {1, weights.length};
    DataType type = bits.dataType();
    return bits.mul(bits.getSameDiff().constant(Nd4j.create(weights, shape, 'c').castTo(type)))
        .sum();
  }

  /**
   * The loss of codes whose lyrics are read by an encoder with a loss of its own.
   *
   * @param bits of the codes, {@code [items, length]}
   * @param lyricsBits of the lyrics tokens, {@code [items, tokens]}
   * @param count codes and lyrics tokens of all items together
   * @param lyricsShare how much a lyrics token counts beside a code
   * @return a scalar
   */
  public static SDVariable ofSeparate(
      SDVariable bits, SDVariable lyricsBits, int count, double lyricsShare) {
    return bits.sum().mul(1.0 / count).add(lyricsBits.sum().mul(lyricsShare / count));
  }
}
