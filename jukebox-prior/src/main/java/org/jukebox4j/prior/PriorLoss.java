package org.jukebox4j.prior;

/**
 * How well a prior predicts a window, in bits.
 *
 * @param codes mean cross entropy of a code
 * @param lyrics mean cross entropy of a lyrics token; 0 without lyrics
 * @param total both, weighted by their number and the lyrics by their share of the loss
 */
public record PriorLoss(double codes, double lyrics, double total) {}
