package org.jukebox4j.core.vector;

/** Products of float32 rows with a matrix of 8-bit weights. */
public interface Int8Products {
  /**
   * Multiplies rows with the weights of some groups of outputs: {@code y[row, o] = scale[o] * sum
   * over i of q[o, i] * x[row, i]}, computed in float32. A row gets the same bits whichever rows
   * are beside it.
   *
   * @param weights the matrix
   * @param from number of the first group
   * @param to number of the group after the last
   * @param x {@code [rows, inputs]}
   * @param rows number of rows
   * @param y receives the outputs of the groups, {@code [rows, outputs]}
   */
  void multiply(Int8Matrix weights, int from, int to, float[] x, int rows, float[] y);

  /**
   * Computes the weights of one group of outputs in float32, {@code w[o, i] = scale[o] * q[o, i]}.
   *
   * @param weights the matrix
   * @param group number of the group
   * @param into receives {@code [4, inputs]}; rows of outputs that the matrix has not are zero
   */
  void expand(Int8Matrix weights, int group, float[] into);

  /**
   * Chooses the fastest form that this process can use.
   *
   * @return in vector instructions, or as plain Java
   */
  static Int8Products fastest() {
    return VectorInstructions.choose(Int8Products.class, PlainInt8Products::new);
  }
}
