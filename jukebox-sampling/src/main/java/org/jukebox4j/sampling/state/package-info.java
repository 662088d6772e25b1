/**
 * What is known of a run between two windows: {@link org.jukebox4j.sampling.state.SamplingState a
 * value} that can be saved after any window and taken up again with the same result.
 */
@NullMarked
package org.jukebox4j.sampling.state;

import org.jspecify.annotations.NullMarked;
