/**
 * Which windows of codes a level is sampled in. A piece is longer than the context of a prior, so
 * it is covered by windows that overlap; {@link org.jukebox4j.sampling.window.WindowSchedule} says
 * which.
 */
@NullMarked
package org.jukebox4j.sampling.window;

import org.jspecify.annotations.NullMarked;
