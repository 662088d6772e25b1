package org.jukebox4j.vqvae.codebook;

/** Vectors of a batch in random order; repeated with a little noise if they are too few. */
final class RestartVectors {
  /** Deviation of the noise, times the root of the width. */
  private static final double NOISE = 0.01;

  private final float[] batch;
  private final int count;
  private final boolean repeated;
  private final int width;
  private final RestartDraws draws;
  private final int[] rows;

  /**
   * Draws as many vectors as there are codes.
   *
   * @param batch {@code [count, width]}
   * @param codes how many codes there are
   * @param width width of a vector
   * @param draws random choices
   */
  RestartVectors(float[] batch, int codes, int width, RestartDraws draws) {
    this.batch = batch;
    this.width = width;
    this.draws = draws;
    count = batch.length / width;
    repeated = count < codes;
    int repeats = repeated ? (codes + count - 1) / count : 1;
    rows = draws.rows(count * repeats, codes);
  }

  /** Writes the vector that was drawn for a code to its place. */
  void write(int code, float[] vectors) {
    int row = rows[code];
    System.arraycopy(batch, row % count * width, vectors, code * width, width);
    if (repeated) {
      float[] noise = new float[width];
      draws.noise(row, noise);
      float deviation = (float) (NOISE / Math.sqrt(width));
      for (int i = 0; i < width; i++) {
        vectors[code * width + i] += deviation * noise[i];
      }
    }
  }
}
