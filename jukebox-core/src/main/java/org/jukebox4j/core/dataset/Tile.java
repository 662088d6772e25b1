package org.jukebox4j.core.dataset;

/**
 * One stretch of a song that is trained on at once.
 *
 * @param song which song, an index into the list that was cut
 * @param start where in the song it begins
 * @param epoch how often all tiles had been used before
 * @param index which tile of the epoch it is
 */
public record Tile(int song, long start, long epoch, int index) {}
