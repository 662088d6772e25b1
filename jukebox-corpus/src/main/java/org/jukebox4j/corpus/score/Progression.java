package org.jukebox4j.corpus.score;

import java.util.List;

/** The chord of every bar. */
final class Progression {
  private static final int DOMINANT = 4;

  private final Key key;
  private final int tones;
  private final List<Integer> degrees;
  private final SongForm form;

  Progression(Key key, int tones, List<Integer> degrees, SongForm form) {
    this.key = key;
    this.tones = tones;
    this.degrees = degrees;
    this.form = form;
  }

  /** The chord of a bar; the last bar has the dominant, and after it comes the key note's chord. */
  Chord at(int bar) {
    if (bar >= form.bars()) {
      return new Chord(key, 0, 3);
    }
    int degree =
        bar == form.bars() - 1
            ? DOMINANT
            : degrees.get(Math.floorMod(bar - form.introBars(), degrees.size()));
    return new Chord(key, degree, tones);
  }
}
