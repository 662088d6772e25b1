package org.jukebox4j.prior;

/**
 * How well a prior predicts a window, in bits.
 *
 * @param codes mean cross entropy of a code
 * @param lyrics mean cross entropy of a lyrics token; 0 without lyrics
 * @param total both, weighted by their number and the lyrics by their share of the loss
 */
public record PriorLoss(double codes, double lyrics, double total) {
  /**
   * Weighs the bits of a window.
   *
   * @param config sizes of the prior and the share of the lyrics
   * @param codeBits bits of all codes of a window, mean over the items
   * @param lyricsBits bits of all its lyrics tokens, mean over the items
   * @return the loss
   */
  public static PriorLoss of(PriorConfig config, double codeBits, double lyricsBits) {
    int codes = config.codes().contextLength();
    int lyrics = config.lyrics().tokens();
    double all = lyrics + codes;
    return new PriorLoss(
        codeBits / codes,
        lyrics == 0 ? 0 : lyricsBits / lyrics,
        config.lyrics().lossShare() * lyricsBits / all + codeBits / all);
  }
}
