package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.corpus.feature.Heard;

/** Tells whether a recording comes to an end: whether it has died away when it is over. */
final class EndingDetector {
  private static final double LAST_SECONDS = 0.35;

  /** What is left of the loudness; songs that are cut off keep half of it or more. */
  private static final double QUIET = 0.3;

  private EndingDetector() {}

  static boolean ends(Heard heard) {
    int last = (int) (LAST_SECONDS * Heard.RATE.hertz() / Heard.HOP);
    double loudness = 0;
    for (int frame = Math.max(0, heard.frames() - last); frame < heard.frames(); frame++) {
      loudness += heard.loudness(frame) / last;
    }
    return loudness < QUIET;
  }
}
