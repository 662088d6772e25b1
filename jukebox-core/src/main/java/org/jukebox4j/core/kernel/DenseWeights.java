package org.jukebox4j.core.kernel;

/** The matrix of a dense layer in one of the forms in which memory can hold it. */
sealed interface DenseWeights permits FloatWeights, Int8Weights, TwiceRoundedWeights {
  /** Returns the width of a row of {@code x}. */
  int inputs();

  /** Returns the width of a row of {@code y}. */
  int outputs();

  /**
   * Multiplies rows with the matrix.
   *
   * @param x {@code [items * rows, inputs]}
   * @param items number of items in the batch
   * @param rows rows of each item
   * @param y receives {@code [items * rows, outputs]}
   * @param scratch memory and threads of the caller
   */
  void multiply(float[] x, int items, int rows, float[] y, NativeScratch scratch);
}
