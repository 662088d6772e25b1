/**
 * Lyrics: from text to the characters that a prior reads, which of them a window sees, and where in
 * the lyrics the music is.
 *
 * <p>Source: Dhariwal et al. 2020, §4.2.
 */
@NullMarked
package org.jukebox4j.prior.lyrics;

import org.jspecify.annotations.NullMarked;
