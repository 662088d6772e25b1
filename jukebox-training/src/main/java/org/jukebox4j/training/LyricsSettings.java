package org.jukebox4j.training;

import org.jukebox4j.prior.dataset.LyricsPlacement;

/**
 * What a prior is told about the lyrics of its windows while it learns.
 *
 * @param placement which characters a window is told
 * @param alignmentShare how much a bit that the attention to lyrics misses of the characters that
 *     are sung counts beside a bit of a code; 0 for nothing, as in the original
 */
public record LyricsSettings(LyricsPlacement placement, double alignmentShare) {
  /** As in the original, but with the lyrics that are sung where their times are known. */
  public static final LyricsSettings TIMED = new LyricsSettings(LyricsPlacement.TIMED, 0);

  /** Checks the share. */
  public LyricsSettings {
    if (!(alignmentShare >= 0 && alignmentShare < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alignmentShare must be at least 0, but was " + alignmentShare);
    }
  }
}
