/**
 * Finds where in the lyrics a piece of music is, by the attention of a prior that sees both.
 *
 * <p>Source: Dhariwal et al. 2020, §4.2. {@link org.jukebox4j.prior.alignment.LyricsAligner} runs
 * the prior over the windows of a piece; {@link org.jukebox4j.prior.lyrics.LyricsAlignment} is what
 * it finds.
 */
@NullMarked
package org.jukebox4j.prior.alignment;

import org.jspecify.annotations.NullMarked;
