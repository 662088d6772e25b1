package org.jukebox4j.core.parameter;

/** In which numbers the matrices of dense layers are held; everything is computed in float32. */
public enum Precision {
  /** As they are. */
  FLOAT32,

  /**
   * Rounded to 8 bits with a scale for each output: a quarter of the memory, and of the time that a
   * decoding step waits for it. Output matrices, which decide between codes that are nearly as
   * likely, are rounded twice, to 16 bits in all.
   */
  INT8
}
