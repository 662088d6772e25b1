package org.jukebox4j.corpus.score;

/** A percussion instrument. */
public enum Drum {
  /** The bass drum. */
  KICK,
  /** The snare drum. */
  SNARE,
  /** The closed hi-hat. */
  HAT,
  /** The ride cymbal. */
  RIDE
}
