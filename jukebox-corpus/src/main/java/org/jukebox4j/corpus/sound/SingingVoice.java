package org.jukebox4j.corpus.sound;

import java.util.List;
import org.jukebox4j.corpus.score.Note;
import org.jukebox4j.corpus.score.SungSyllable;

/**
 * A voice: pulses of the vocal folds, which are rich in harmonics, through the resonances of the
 * vocal tract side by side, and noise for hisses and bursts. Source: the parallel branch of Klatt,
 * "Software for a cascade/parallel formant synthesizer", 1980.
 */
final class SingingVoice {
  private static final double[] BANDWIDTHS = {90, 110, 170};
  private static final double NOISE_BANDWIDTH = 1800;
  private static final double VIBRATO = 0.006;
  private static final double VIBRATO_HERTZ = 5.2;
  private static final int SIZE = 1024;
  private static final int MASK = SIZE - 1;
  private static final int STRIDE = SineTable.SIZE / SIZE;
  private static final double SOURCE_SLOPE = 0.55;
  private static final double HIGHEST = 5500;
  private static final float SILENT = 1e-4f;

  /** Seed of the noise. */
  private static final long BREATH = 1;

  private final Resonator[] tract = new Resonator[Articulation.FORMANTS];
  private Resonator hiss = new Resonator(Performance.RATE.hertz());
  private Noise noise = new Noise(BREATH);
  private float[] period = new float[SIZE];
  private int harmonics;
  private double place;
  private int begun;

  SingingVoice() {
    for (int k = 0; k < tract.length; k++) {
      tract[k] = new Resonator(Performance.RATE.hertz());
    }
  }

  /** Sings a song of this many samples. */
  float[] sing(List<SungSyllable> sung, int samples) {
    float[] out = new float[samples];
    if (sung.isEmpty()) {
      return out;
    }
    Articulation articulation = new Articulation(sung, samples);
    for (int frame = 0; frame < articulation.count(); frame++) {
      if (articulation.begins(frame)) {
        begin(frame * Articulation.FRAME);
      }
      int from = frame * Articulation.FRAME;
      int to = Math.min(samples, from + Articulation.FRAME);
      if (articulation.amplitude(frame, 0) > SILENT
          || articulation.at(frame, Articulation.NOISE) > 0) {
        tune(articulation, frame);
        fill(articulation, frame, out, from, to);
      }
    }
    return out;
  }

  /** The same syllable on the same pitch sounds alike whenever it is sung. */
  private void begin(int sample) {
    place = 0;
    begun = sample;
    noise = new Noise(BREATH);
    hiss = new Resonator(Performance.RATE.hertz());
  }

  private void tune(Articulation articulation, int frame) {
    for (int k = 0; k < tract.length; k++) {
      tract[k].tune(articulation.formant(frame, k), BANDWIDTHS[k]);
    }
    double hertz = articulation.at(frame, Articulation.NOISE_HERTZ);
    if (hertz > 0) {
      hiss.tune(hertz, NOISE_BANDWIDTH);
    }
  }

  private void fill(Articulation articulation, int frame, float[] out, int from, int to) {
    double rate = Performance.RATE.hertz();
    double swing = 1 + VIBRATO * SineTable.at(VIBRATO_HERTZ * (from - begun) / rate);
    double hertz = Note.hertz(articulation.at(frame, Articulation.PITCH)) * swing;
    double step = SIZE * hertz / rate;
    float[] source = period(hertz);
    float first = articulation.amplitude(frame, 0);
    float second = articulation.amplitude(frame, 1);
    float third = articulation.amplitude(frame, 2);
    float breath = articulation.at(frame, Articulation.NOISE);
    for (int i = from; i < to; i++) {
      int index = (int) place;
      float pulse = source[index & MASK];
      pulse += (float) (place - index) * (source[(index + 1) & MASK] - pulse);
      place += step;
      // Neighbouring resonances with opposite signs do not cancel between their centres.
      double voiced =
          first * tract[0].next(pulse)
              - second * tract[1].next(pulse)
              + third * tract[2].next(pulse);
      double hissed = breath > 0 ? breath * hiss.next(noise.next()) : 0;
      out[i] = (float) (voiced + hissed);
    }
    place -= SIZE * Math.floor(place / SIZE);
  }

  /** One period of the pulses with all harmonics below {@value #HIGHEST} Hz. */
  private float[] period(double hertz) {
    int count = (int) (HIGHEST / hertz);
    if (count != harmonics) {
      harmonics = count;
      period = new float[SIZE];
      for (int number = 1; number <= count; number++) {
        float amplitude = (float) StrictMath.pow(number, -SOURCE_SLOPE);
        for (int i = 0; i < SIZE; i++) {
          period[i] += amplitude * SineTable.at(i * number * STRIDE);
        }
      }
    }
    return period;
  }
}
