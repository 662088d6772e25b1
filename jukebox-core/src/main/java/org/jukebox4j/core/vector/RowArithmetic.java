package org.jukebox4j.core.vector;

/**
 * What layers do to rows element by element. Immutable, may be shared between threads.
 *
 * <p>The compiler turns such loops into vector instructions only if it can prove that arrays do not
 * overlap, which it cannot for parts of arrays.
 */
public interface RowArithmetic {
  /**
   * Chooses the form.
   *
   * @return the vector form if this process has it, the plain form if not
   */
  static RowArithmetic fastest() {
    return VectorInstructions.choose(RowArithmetic.class, PlainRowArithmetic::new);
  }

  /**
   * Copies elements, with zero in the place of what is not positive.
   *
   * @param x holds the elements
   * @param from index of the first one
   * @param y receives them; may be the same elements
   * @param to index of the first one written
   * @param length how many
   */
  void rectify(float[] x, int from, float[] y, int to, int length);

  /**
   * Adds elements to others.
   *
   * @param x holds what is added
   * @param from index of the first one
   * @param y changed in place
   * @param to index of the first one changed
   * @param length how many
   */
  void add(float[] x, int from, float[] y, int to, int length);

  /**
   * Sets elements to zero where others are, the way back through a rectifier.
   *
   * @param x what came out of the rectifier, finite and not negative
   * @param from index of the first one
   * @param y the gradient, changed in place
   * @param to index of the first one changed
   * @param length how many
   */
  void keepWherePositive(float[] x, int from, float[] y, int to, int length);
}
