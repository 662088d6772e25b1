/**
 * Priors: autoregressive transformers over the codes of one level, conditioned on the level above,
 * on labels and on lyrics.
 *
 * <p>Source: Dhariwal et al. 2020, §4. Reading order: {@link org.jukebox4j.prior.Prior} is what a
 * sampler sees; {@link org.jukebox4j.prior.WindowConditioning} is what it gives for one window, and
 * {@link org.jukebox4j.prior.WindowDecoder} what it draws codes from.
 */
@NullMarked
package org.jukebox4j.prior;

import org.jspecify.annotations.NullMarked;
