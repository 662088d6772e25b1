package org.jukebox4j.prior.dataset;

/** Which characters of the lyrics a window is told. */
public enum LyricsPlacement {
  /**
   * Those that are sung at its middle where the times of the lyrics are known, else those of the
   * heuristic.
   */
  TIMED,
  /**
   * Those that the linear heuristic of §4.2 finds there, as sampling does, so that the prior learns
   * to find the place that is sung among them.
   */
  LINEAR
}
