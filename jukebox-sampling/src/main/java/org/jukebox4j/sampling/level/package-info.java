/**
 * Sampling the levels from the top down: {@link org.jukebox4j.sampling.level.LevelSampler} fills
 * one level window by window, {@link org.jukebox4j.sampling.level.HierarchySampler} goes through
 * the levels with one prior in memory at a time.
 */
@NullMarked
package org.jukebox4j.sampling.level;

import org.jspecify.annotations.NullMarked;
