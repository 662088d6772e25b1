package org.jukebox4j.sampling.session;

/**
 * Lengths of a piece in samples.
 *
 * @param wanted length of the music that was asked for
 * @param sampled length that is sampled: whole codes of the top level, and at least one context of
 *     every level below it; the audio is cut to {@code wanted}
 * @param total length of the whole piece that the music is taken from
 * @param offset where in the whole piece the music starts
 */
public record PieceSpan(long wanted, long sampled, long total, long offset) {
  /** Checks the ranges. */
  public PieceSpan {
    if (wanted < 1 || sampled < 1 || total < 1 || offset < 0) {
      throw new IllegalArgumentException(
          "wanted, sampled and total must be at least 1 sample and offset at least 0, but were "
              + wanted
              + ", "
              + sampled
              + ", "
              + total
              + " and "
              + offset);
    }
  }
}
