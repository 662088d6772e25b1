package org.jukebox4j.corpus.sound;

import org.jukebox4j.corpus.score.Note;
import org.jukebox4j.corpus.score.Part;

/**
 * An instrument.
 *
 * @param tone how its tone is made
 * @param envelope how its loudness changes
 * @param gain how loud it is
 * @param octave how many octaves above what is written it plays; a bass is never lowered
 */
record Instrument(Tone tone, Envelope envelope, double gain, int octave) {
  /** The frequency at which it plays a note. */
  double hertz(Note note) {
    boolean low = octave < 0 && note.part() == Part.BASS;
    return low ? note.hertz() : StrictMath.scalb(note.hertz(), octave);
  }
}
