package org.jukebox4j.corpus.score;

/** What an instrument of the ensemble does. */
public enum Part {
  /** The lowest notes, which carry the harmony. */
  BASS,
  /** Chords or broken chords. */
  CHORDS,
  /** The tune while nobody sings. */
  LEAD
}
