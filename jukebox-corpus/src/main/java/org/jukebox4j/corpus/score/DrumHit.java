package org.jukebox4j.corpus.score;

/**
 * One stroke on a drum.
 *
 * @param drum which
 * @param start when, in seconds of the song
 * @param strength how loud, 1 for as loud as usual
 */
public record DrumHit(Drum drum, double start, double strength) {}
