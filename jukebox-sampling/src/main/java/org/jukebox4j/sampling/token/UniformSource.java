package org.jukebox4j.sampling.token;

/** One uniform number for every code of a level, the same whenever it is asked for again. */
@FunctionalInterface
public interface UniformSource {
  /**
   * Returns the number of one code.
   *
   * @param item number of the sample in the run
   * @param position position of the code in the piece
   * @return uniform in {@code [0, 1)}
   */
  double uniform(int item, long position);
}
