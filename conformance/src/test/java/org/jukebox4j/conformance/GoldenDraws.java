package org.jukebox4j.conformance;

import org.jukebox4j.vqvae.codebook.RestartDraws;

/** The recorded random choices of a codebook's step. */
final class GoldenDraws implements RestartDraws {
  private final int[] permutation;
  private final float[] noise;

  /**
   * Takes choices from a file.
   *
   * @param file the golden file
   * @param permutation name of the recorded permutation
   * @param noise name of the recorded noise, {@code [rows, width]}; may be absent
   */
  GoldenDraws(GoldenFile file, String permutation, String noise) {
    this.permutation = file.ints(permutation);
    this.noise = file.has(noise) ? file.floats(noise) : new float[0];
  }

  @Override
  public int[] rows(int available, int wanted) {
    return permutation;
  }

  @Override
  public void noise(int row, float[] into) {
    System.arraycopy(noise, row * into.length, into, 0, into.length);
  }
}
