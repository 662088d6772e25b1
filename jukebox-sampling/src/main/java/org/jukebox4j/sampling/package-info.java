/**
 * Sampling music: {@link org.jukebox4j.sampling.SampleRequest what to make}, {@link
 * org.jukebox4j.sampling.Song what was made}, and in the packages below how: windows, levels, the
 * choice of codes, the resumable state and models.
 *
 * <p>Source: Dhariwal et al. 2020, §4.4. A running sampling belongs to one thread.
 */
@NullMarked
package org.jukebox4j.sampling;

import org.jspecify.annotations.NullMarked;
