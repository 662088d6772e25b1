package org.jukebox4j.training;

import org.jukebox4j.prior.dataset.LyricsPlacement;

/**
 * What a prior is told about its windows while it learns.
 *
 * @param dropout of how many windows artist, genre and lyrics are hidden, each for itself
 * @param lyricsPlacement which characters a window is told
 * @param alignmentShare how much a bit that the attention to lyrics misses of the characters that
 *     are sung counts beside a bit of a code; 0 for nothing, as in the original
 */
public record LabelSettings(
    double dropout, LyricsPlacement lyricsPlacement, double alignmentShare) {
  /** As in the original, but with the lyrics that are sung where their times are known. */
  public static final LabelSettings ALL = new LabelSettings(0, LyricsPlacement.TIMED, 0);

  /** Checks the share. */
  public LabelSettings {
    if (!(alignmentShare >= 0 && alignmentShare < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alignmentShare must be at least 0, but was " + alignmentShare);
    }
  }
}
