/**
 * How a code is chosen from the logits: {@link org.jukebox4j.sampling.token.LogitsFilter filters}
 * sharpen or cut the distribution, a {@link org.jukebox4j.sampling.token.TokenSampler} draws from
 * what is left. Nothing here allocates per code.
 */
@NullMarked
package org.jukebox4j.sampling.token;

import org.jspecify.annotations.NullMarked;
