package org.jukebox4j.corpus.evaluation;

/** Where in the lyrics the music is at a time. */
@FunctionalInterface
interface SungText {
  /** The number of the syllable that is sung, or -1 if none is known to be. */
  int syllableAt(double seconds);
}
