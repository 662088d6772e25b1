package org.jukebox4j.prior.conditioning;

/**
 * Where a window lies in a piece, in samples.
 *
 * @param totalLength length of the whole piece
 * @param offset start of the window
 * @param length length of the window
 */
public record TimingWindow(long totalLength, long offset, long length) {}
