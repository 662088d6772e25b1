package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.feature.Rhythm;

/** Tells whether a recording comes to an end: it dies away, and nothing new begins. */
final class EndingDetector {
  private static final double LAST = 0.35;
  private static final double CALM = 2.0;
  private static final double QUIET = 0.3;
  private static final double FEW_ONSETS = 0.95;

  private EndingDetector() {}

  static boolean ends(Heard heard) {
    int frames = heard.frames();
    int last = frames - frames(LAST);
    double loudness = 0;
    for (int frame = Math.max(0, last); frame < frames; frame++) {
      loudness += heard.loudness(frame) / frames(LAST);
    }
    int from = frames - frames(CALM);
    double onsets = Rhythm.of(heard).strength(from, frames);
    return loudness < QUIET && onsets < FEW_ONSETS;
  }

  private static int frames(double seconds) {
    return (int) (seconds * Heard.RATE.hertz() / Heard.HOP);
  }
}
