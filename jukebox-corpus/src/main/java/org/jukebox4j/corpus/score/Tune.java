package org.jukebox4j.corpus.score;

import java.util.List;
import java.util.stream.IntStream;
import org.jukebox4j.corpus.random.SongRandom;
import org.jukebox4j.corpus.random.SongRandom.Purpose;

/** Pitches that follow each other by steps of the scale and rest on tones of the chord. */
final class Tune {
  private static final int WIDEST_STEP = 2;

  private final List<Integer> scale;
  private final SongRandom random;
  private final long stream;
  private int place;
  private long drawn;

  /** A tune in a range of pitches; different streams of one song are unrelated. */
  Tune(Key key, int lowest, int highest, SongRandom random, int stream) {
    this.scale = IntStream.rangeClosed(lowest, highest).filter(key::contains).boxed().toList();
    this.random = random;
    this.stream = (long) stream << 32;
    this.place = scale.size() / 2;
  }

  /** The next pitch: any of the scale nearby. */
  int step() {
    int step = random.below(2 * WIDEST_STEP + 1, Purpose.MELODY, stream + drawn++) - WIDEST_STEP;
    int next = place + (step == 0 ? 1 : step);
    place = next < 0 || next >= scale.size() ? place - step : next;
    place = Math.min(Math.max(place, 0), scale.size() - 1);
    return scale.get(place);
  }

  /** The next pitch: a tone of the chord nearby. */
  int rest(Chord chord) {
    step();
    int best = place;
    int distance = Integer.MAX_VALUE;
    for (int other = 0; other < scale.size(); other++) {
      if (chord.contains(scale.get(other)) && Math.abs(other - place) < distance) {
        best = other;
        distance = Math.abs(other - place);
      }
    }
    place = best;
    return scale.get(place);
  }
}
