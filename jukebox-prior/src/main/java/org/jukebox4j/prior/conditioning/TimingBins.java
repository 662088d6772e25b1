package org.jukebox4j.prior.conditioning;

/**
 * The bins of a window's timing.
 *
 * @param totalLength bin of the length of the whole piece
 * @param absolute bin of each position's time since the start of the piece
 * @param relative bin of each position's share of the piece
 */
public record TimingBins(int totalLength, int[] absolute, int[] relative) {}
