package org.jukebox4j.vqvae.codebook;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;

/**
 * Choices that depend on seed, level and step alone, so that a run that is stopped and resumed
 * restarts the same codes with the same vectors.
 *
 * @param random the seed
 * @param level whose codebook is trained
 * @param step number of the training step; {@link #INITIALISATION} for the first vectors
 */
public record KeyedDraws(KeyedRandom random, Level level, long step) implements RestartDraws {
  /** The step that stands for choosing the first vectors. */
  public static final long INITIALISATION = -1;

  /** Positions of noise lie beyond those of rows. */
  private static final long NOISE = 1L << 40;

  @Override
  public int[] rows(int available, int wanted) {
    int[] rows = new int[available];
    for (int i = 0; i < available; i++) {
      rows[i] = i;
    }
    for (int i = 0; i < wanted; i++) {
      int other = i + (int) (random.uniform(level, step, i) * (available - i));
      int swap = rows[i];
      rows[i] = rows[other];
      rows[other] = swap;
    }
    return rows;
  }

  @Override
  public void noise(int row, float[] into) {
    for (int i = 0; i < into.length; i++) {
      long position = NOISE + 2 * ((long) row * into.length + i);
      double radius = Math.sqrt(-2 * Math.log1p(-random.uniform(level, step, position)));
      double angle = 2 * Math.PI * random.uniform(level, step, position + 1);
      into[i] = (float) (radius * Math.cos(angle));
    }
  }
}
