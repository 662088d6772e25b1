package org.jukebox4j.corpus.score;

import java.util.List;

/** The intervals of a scale. */
public enum Mode {
  /** With a major third and a major seventh. */
  MAJOR(0, 2, 4, 5, 7, 9, 11),
  /** The natural minor scale. */
  MINOR(0, 2, 3, 5, 7, 8, 10),
  /** Minor with a major sixth. */
  DORIAN(0, 2, 3, 5, 7, 9, 10),
  /** Major with a minor seventh. */
  MIXOLYDIAN(0, 2, 4, 5, 7, 9, 10);

  private final List<Integer> semitones;

  Mode(Integer... semitones) {
    this.semitones = List.of(semitones);
  }

  /**
   * Returns the scale.
   *
   * @return semitones above the key note, seven numbers
   */
  public List<Integer> semitones() {
    return semitones;
  }
}
