package org.jukebox4j.corpus.sound;

import java.util.Arrays;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.corpus.score.DrumHit;
import org.jukebox4j.corpus.score.Note;
import org.jukebox4j.corpus.score.Score;
import org.jukebox4j.corpus.score.SungSyllable;

/** Plays a score with an ensemble and a voice. */
public final class Performance {
  /** Samples a second of every song. */
  public static final SampleRate RATE = new SampleRate(22_050);

  private static final double VOICE_LEVEL = 0.15;
  private static final double ALONE_LEVEL = 0.12;

  /** The accompaniment against the voice, while somebody sings. */
  private static final double UNDER_VOICE = 0.4;

  private static final double DUCKING_SECONDS = 0.08;
  private static final double FADE_SECONDS = 2.2;

  /** Peaks above this are bent; none reaches full scale. */
  private static final float BENDS_FROM = 0.6f;

  private static final float STEPS = 1 << 15;

  private final Score score;
  private final Ensemble ensemble;
  private final int samples;

  /**
   * Prepares a performance.
   *
   * @param score what to play
   * @param ensemble who plays
   */
  public Performance(Score score, Ensemble ensemble) {
    this.score = score;
    this.ensemble = ensemble;
    this.samples = sample(score.seconds());
  }

  /**
   * Plays the song.
   *
   * @return mono at {@link #RATE}, in whole steps of 16 bits, so that a file of them holds the same
   */
  public float[] play() {
    float[] band = band();
    float[] voice = voice();
    duck(band, whereSung());
    for (int i = 0; i < samples; i++) {
      band[i] += voice[i];
    }
    fadeOut(band);
    finish(band);
    return band;
  }

  /**
   * Sings the song without the ensemble.
   *
   * @return mono at {@link #RATE}
   */
  public float[] voice() {
    float[] voice = new SingingVoice().sing(score.sung(), samples);
    scale(voice, VOICE_LEVEL / level(voice, whereSung(), true));
    return voice;
  }

  private float[] band() {
    float[] band = new float[samples];
    Instrument instrument = ensemble.instrument();
    float[] tone = new float[0];
    for (Note note : score.notes()) {
      int length = instrument.envelope().samples(note.seconds());
      if (tone.length < length) {
        tone = new float[length];
      }
      double hertz = instrument.hertz(note);
      // A string that is plucked again sounds as it did before.
      instrument.tone().fill(tone, length, hertz, note.pitch());
      double gain = instrument.gain() * Ensemble.gain(note.part()) * note.strength();
      instrument.envelope().add(tone, note.seconds(), (float) gain, band, sample(note.start()));
    }
    DrumKit kit = new DrumKit();
    for (DrumHit hit : score.drums()) {
      kit.add(hit.drum(), (float) hit.strength(), band, sample(hit.start()));
    }
    return band;
  }

  private boolean[] whereSung() {
    boolean[] sung = new boolean[samples];
    for (SungSyllable syllable : score.sung()) {
      Arrays.fill(sung, sample(syllable.start()), sample(syllable.end()), true);
    }
    return sung;
  }

  /** Lowers the ensemble while somebody sings. */
  private void duck(float[] band, boolean[] sung) {
    double under = UNDER_VOICE * VOICE_LEVEL / level(band, sung, true);
    double alone = ALONE_LEVEL / level(band, sung, false);
    double keep = StrictMath.exp(-1 / (DUCKING_SECONDS * RATE.hertz()));
    double gain = alone;
    for (int i = 0; i < samples; i++) {
      gain = keep * gain + (1 - keep) * (sung[i] ? under : alone);
      band[i] *= (float) gain;
    }
  }

  private void fadeOut(float[] song) {
    int length = Math.min(samples, sample(FADE_SECONDS));
    for (int i = 0; i < length; i++) {
      song[samples - 1 - i] *= (float) i / length;
    }
  }

  /** Bends peaks instead of lowering the whole song for them, and rounds to 16 bits. */
  private static void finish(float[] song) {
    for (int i = 0; i < song.length; i++) {
      float size = Math.abs(song[i]);
      if (size > BENDS_FROM) {
        float over = (size - BENDS_FROM) / (1 - BENDS_FROM);
        size = BENDS_FROM + (1 - BENDS_FROM) * over / (1 + over);
      }
      float rounded = (float) Math.rint(size * STEPS) / STEPS;
      // Adding zero makes a negative zero positive, as a file has it.
      song[i] = Math.copySign(rounded, song[i]) + 0f;
    }
  }

  private static void scale(float[] sound, double gain) {
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= (float) gain;
    }
  }

  /** Root of the mean square where somebody sings, or where nobody does. */
  private static double level(float[] sound, boolean[] sung, boolean where) {
    double sum = 1e-9;
    int count = 1;
    for (int i = 0; i < sound.length; i++) {
      if (sung[i] == where) {
        sum += sound[i] * sound[i];
        count++;
      }
    }
    return StrictMath.sqrt(sum / count);
  }

  private int sample(double seconds) {
    return (int) Math.round(seconds * RATE.hertz());
  }
}
