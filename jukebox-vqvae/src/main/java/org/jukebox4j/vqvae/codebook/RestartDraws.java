package org.jukebox4j.vqvae.codebook;

/** The random choices of one step of a codebook. */
public interface RestartDraws {
  /**
   * Chooses vectors of a batch, each at most once.
   *
   * @param available how many there are
   * @param wanted how many to choose, at most {@code available}
   * @return their numbers in random order, at least {@code wanted}
   */
  int[] rows(int available, int wanted);

  /**
   * Makes the noise of a vector that occurs more than once because the batch has too few.
   *
   * @param row number of the repeated vector
   * @param into receives independent standard normal values
   */
  void noise(int row, float[] into);
}
