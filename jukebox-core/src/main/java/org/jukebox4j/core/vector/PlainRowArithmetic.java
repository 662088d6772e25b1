package org.jukebox4j.core.vector;

/** The loops as they read. */
final class PlainRowArithmetic implements RowArithmetic {
  @Override
  public void rectify(float[] x, int from, float[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      y[to + i] = Math.max(x[from + i], 0f);
    }
  }

  @Override
  public void add(float[] x, int from, float[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      y[to + i] += x[from + i];
    }
  }

  @Override
  public void keepWherePositive(float[] x, int from, float[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      y[to + i] *= Math.min(1f, x[from + i] * Float.MAX_VALUE); // vectorises, a branch does not
    }
  }
}
