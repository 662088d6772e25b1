package org.jukebox4j.core.residual;

/** The order of the dilations of a stack. */
public enum DilationOrder {
  /** From the smallest to the largest: encoders and conditioners. */
  GROWING,
  /** From the largest to the smallest: decoders of the released codec. */
  SHRINKING
}
