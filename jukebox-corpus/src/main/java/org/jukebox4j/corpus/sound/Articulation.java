package org.jukebox4j.corpus.sound;

import java.util.BitSet;
import java.util.List;
import org.jukebox4j.corpus.lyrics.Consonant;
import org.jukebox4j.corpus.lyrics.Formants;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.score.SungSyllable;

/**
 * Positions of the vocal tract in time: what is sung, in frames of {@value #FRAME} samples, with
 * the smooth ways between them that a tongue takes.
 */
final class Articulation {
  static final int FRAME = 32;
  static final int FORMANTS = 3;

  /** How fast resonances and voice follow, in seconds. */
  private static final double SMOOTHING = 0.012;

  private static final double BURST = 0.014;

  /** Columns of {@link #frames}: formants, their amplitudes, pitch, and noise. */
  private static final int AMPLITUDE = FORMANTS;

  static final int PITCH = 2 * FORMANTS;
  static final int NOISE_HERTZ = PITCH + 1;
  static final int NOISE = PITCH + 2;
  private static final int COLUMNS = PITCH + 3;

  private final float[][] frames;
  private final BitSet beginnings = new BitSet();

  Articulation(List<SungSyllable> sung, int samples) {
    this.frames = new float[samples / FRAME + 1][COLUMNS];
    for (SungSyllable syllable : sung) {
      beginnings.set(frame(syllable.start()));
      consonant(syllable);
      vowel(syllable);
    }
    holdThroughSilence();
    smooth();
  }

  int count() {
    return frames.length;
  }

  /** Whether a syllable begins. */
  boolean begins(int frame) {
    return beginnings.get(frame);
  }

  float formant(int frame, int formant) {
    return frames[frame][formant];
  }

  float amplitude(int frame, int formant) {
    return frames[frame][AMPLITUDE + formant];
  }

  float at(int frame, int column) {
    return frames[frame][column];
  }

  private void consonant(SungSyllable sung) {
    Consonant consonant = sung.syllable().consonant();
    int first = frame(sung.start());
    int last = frame(sung.vowelStart());
    int burst = consonant.isStop() ? Math.max(first, frame(sung.vowelStart() - BURST)) : first;
    for (int f = first; f < last; f++) {
      place(f, consonant.formants(), sung.pitch());
      for (int k = 0; k < FORMANTS; k++) {
        frames[f][AMPLITUDE + k] = (float) (consonant.voice() * (k == 0 ? 1 : 0.35));
      }
      frames[f][NOISE_HERTZ] = (float) consonant.noiseHertz();
      frames[f][NOISE] = f >= burst ? (float) consonant.noise() : 0;
    }
  }

  private void vowel(SungSyllable sung) {
    Vowel vowel = sung.syllable().vowel();
    for (int f = frame(sung.vowelStart()); f < frame(sung.end()); f++) {
      place(f, vowel.formants(), sung.pitch());
      for (int k = 0; k < FORMANTS; k++) {
        frames[f][AMPLITUDE + k] = (float) vowel.strength(k);
      }
    }
  }

  private void place(int frame, Formants formants, int pitch) {
    for (int k = 0; k < FORMANTS; k++) {
      frames[frame][k] = (float) formants.hertz(k);
    }
    frames[frame][PITCH] = pitch;
  }

  /** In silence the tract stays where it was, so that the next sound does not begin elsewhere. */
  private void holdThroughSilence() {
    for (int f = frames.length - 2; f >= 0; f--) {
      if (frames[f][PITCH] == 0) {
        System.arraycopy(frames[f + 1], 0, frames[f], 0, FORMANTS);
        frames[f][PITCH] = frames[f + 1][PITCH];
      }
    }
  }

  private void smooth() {
    double frameSeconds = (double) FRAME / Performance.RATE.hertz();
    float keep = (float) StrictMath.exp(-frameSeconds / SMOOTHING);
    for (int f = 1; f < frames.length; f++) {
      for (int column = 0; column <= PITCH; column++) {
        frames[f][column] = keep * frames[f - 1][column] + (1 - keep) * frames[f][column];
      }
    }
  }

  private int frame(double seconds) {
    int frame = (int) Math.round(seconds * Performance.RATE.hertz() / FRAME);
    return Math.min(Math.max(0, frame), frames.length);
  }
}
