package org.jukebox4j.vqvae.loss;

/**
 * How wrong an output is, whatever it was trained for; means over a batch.
 *
 * @param spectralConvergence distance of the spectra relative to the target's
 * @param l2 mean squared error
 * @param l1 mean absolute error
 * @param linf mean of the largest squared errors of an item
 */
public record OutputErrors(double spectralConvergence, double l2, double l1, double linf) {}
