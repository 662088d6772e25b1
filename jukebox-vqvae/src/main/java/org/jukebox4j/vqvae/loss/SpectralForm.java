package org.jukebox4j.vqvae.loss;

/** What the spectral loss is relative to. */
public enum SpectralForm {
  /** The norm of the difference, divided by the normaliser of all recordings. */
  DISTANCE,

  /** Spectral convergence: the norm of the difference, divided by that of the target itself. */
  CONVERGENCE
}
