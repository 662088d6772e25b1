package org.jukebox4j.corpus.sound;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jukebox4j.corpus.score.Drum;

/** The sounds of the drums, the same in every song. */
final class DrumKit {
  private final Map<Drum, float[]> sounds = new EnumMap<>(Drum.class);

  DrumKit() {
    for (Drum drum : Drum.values()) {
      Noise noise = new Noise(drum.ordinal());
      sounds.put(
          drum,
          switch (drum) {
            case KICK -> kick();
            case SNARE -> snare(noise);
            case HAT -> cymbal(noise, 0.025, 0.12f);
            case RIDE -> cymbal(noise, 0.11, 0.08f);
          });
    }
  }

  void add(Drum drum, float strength, float[] out, int from) {
    float[] sound = Objects.requireNonNull(sounds.get(drum));
    int count = Math.min(sound.length, out.length - from);
    for (int i = 0; i < count; i++) {
      out[from + i] += strength * sound[i];
    }
  }

  /** A sine that falls from 120 Hz to 45 Hz. */
  private static float[] kick() {
    float[] sound = new float[samples(0.28)];
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      double seconds = (double) i / Performance.RATE.hertz();
      double hertz = 45 + 75 * StrictMath.exp(-seconds / 0.03);
      phase += hertz / Performance.RATE.hertz();
      sound[i] = (float) (0.75 * StrictMath.exp(-seconds / 0.08)) * SineTable.at(phase);
    }
    return sound;
  }

  private static float[] snare(Noise noise) {
    float[] sound = new float[samples(0.2)];
    Resonator body = new Resonator(Performance.RATE.hertz());
    body.tune(1800, 2500);
    for (int i = 0; i < sound.length; i++) {
      double seconds = (double) i / Performance.RATE.hertz();
      double hiss = body.next(noise.next()) * 0.35 * StrictMath.exp(-seconds / 0.05);
      double skin = 0.25 * SineTable.at(190 * seconds) * StrictMath.exp(-seconds / 0.04);
      sound[i] = (float) (hiss + skin);
    }
    return sound;
  }

  /** Noise above 6 kHz or so: each sample less the one before, twice. */
  private static float[] cymbal(Noise noise, double decay, float loudness) {
    float[] sound = new float[samples(decay * 5)];
    float before = 0;
    float beforeThat = 0;
    for (int i = 0; i < sound.length; i++) {
      double seconds = (double) i / Performance.RATE.hertz();
      float now = noise.next();
      float high = (now - 2 * before + beforeThat) / 4;
      beforeThat = before;
      before = now;
      sound[i] = loudness * high * (float) StrictMath.exp(-seconds / decay);
    }
    return sound;
  }

  private static int samples(double seconds) {
    return (int) (seconds * Performance.RATE.hertz());
  }
}
