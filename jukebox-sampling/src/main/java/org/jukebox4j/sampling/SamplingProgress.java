package org.jukebox4j.sampling;

import java.time.Duration;
import org.jukebox4j.core.hierarchy.Level;

/**
 * How far a sampling is.
 *
 * @param level the level being sampled
 * @param window number of the window of this level, from 1
 * @param windows number of windows of this level
 * @param codesDone codes of this level that are there, all samples together
 * @param codesTotal codes that this level will have, all samples together
 * @param codesPerSecond codes drawn a second at this level in this run, all samples together; 0
 *     before the first
 * @param timeLeft estimate for everything that is left, all levels; zero before the first code
 */
public record SamplingProgress(
    Level level,
    int window,
    int windows,
    long codesDone,
    long codesTotal,
    double codesPerSecond,
    Duration timeLeft) {}
