package org.jukebox4j.corpus.sound;

/** One period of a sine, computed once so that it is the same on every machine. */
final class SineTable {
  static final int SIZE = 4096;
  static final int MASK = SIZE - 1;

  private static final float[] SINE = new float[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      SINE[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / SIZE);
    }
  }

  private SineTable() {}

  /** The sine of a phase that is counted in periods. */
  static float at(double periods) {
    double place = (periods - Math.floor(periods)) * SIZE;
    int index = (int) place;
    float fraction = (float) (place - index);
    float left = SINE[index & MASK];
    return left + fraction * (SINE[(index + 1) & MASK] - left);
  }

  /** The sine at a whole place of the table. */
  static float at(int index) {
    return SINE[index & MASK];
  }
}
